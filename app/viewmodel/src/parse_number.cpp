#include "batterisk/viewmodel/parse_number.hpp"

#include <QRegularExpression>

namespace batterisk::viewmodel {

std::optional<double> parse_number(const QString& text) {
  static const QRegularExpression plain(QStringLiteral("^[+-]?\\d+([.,]\\d+)?([eE][+-]?\\d+)?$"));
  static const QRegularExpression power(QStringLiteral("^10\\^([+-]?\\d+)$"));
  const QString trimmed = text.trimmed();
  const auto match = power.match(trimmed);
  QString number = match.hasMatch() ? QStringLiteral("1e") + match.captured(1) : trimmed;
  if (!plain.match(number).hasMatch()) return std::nullopt;
  bool ok = false;
  const double value = number.replace(QLatin1Char(','), QLatin1Char('.')).toDouble(&ok);
  return ok ? std::optional{value} : std::nullopt;
}

}  // namespace batterisk::viewmodel
