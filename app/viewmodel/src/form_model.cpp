#include "batterisk/viewmodel/form_model.hpp"

#include "batterisk/viewmodel/words.hpp"

#include "batterisk/core/base/toml_span.hpp"
#include "batterisk/core/base/units.hpp"
#include "batterisk/study/dossier/dossier_edit.hpp"

#include <QStringList>

#include <algorithm>

namespace batterisk::viewmodel {
namespace {

// A TOML value as people type it: strings without their quotes.
QString shown(std::string_view literal) {
  QString text = QString::fromUtf8(literal.data(), static_cast<qsizetype>(literal.size()));
  if (text.size() >= 2 && text.startsWith(QLatin1Char('"')) && text.endsWith(QLatin1Char('"'))) {
    text = text.mid(1, text.size() - 2).replace(QStringLiteral("\\\""), QStringLiteral("\"")).replace(QStringLiteral("\\\\"), QStringLiteral("\\"));
  }
  return text;
}

QString units(const std::string& accepted, const char* range) {
  return QString::fromUtf8(range) + QStringLiteral("  [") + qt(accepted) + QLatin1Char(']');
}

}  // namespace

FormModel::FormModel(Document& document, QObject* parent) : QAbstractTableModel(parent), document_{document} {
  connect(&document_, &Document::changed, this, &FormModel::rebuild);
}

void FormModel::set_language(study::Language language) {
  language_ = language;
  rebuild();
}

void FormModel::rebuild() {
  std::vector<TomlSpan> spans;
  try {
    spans = toml_spans(document_.text());
  } catch (const InputError&) {  // no TOML at all: the messages say where
  }
  const auto find = [&spans](const std::string& path) -> const TomlSpan* {
    const auto it = std::find_if(spans.begin(), spans.end(), [&path](const TomlSpan& s) { return s.path == path; });
    return it == spans.end() ? nullptr : &*it;
  };
  std::vector<Field> fields;
  const auto add = [&](const std::string& table, const std::string& key, const char* nl, const char* en, Kind kind,
                       const QString& hint = {}, const QStringList& choices = {}) {
    Field field{table, key, pick(language_, nl, en), hint, kind, choices, {}, 0};
    if (const TomlSpan* span = find(table + "." + key)) {
      field.value = shown(std::string_view{document_.text()}.substr(span->begin, span->end - span->begin));
      field.line = span->line;
    }
    fields.push_back(std::move(field));
  };
  const QString date = pick(language_, "jjjj-mm-dd", "yyyy-mm-dd");
  add("project", "naam", "Naam", "Name", Kind::Text);
  add("project", "omschrijving", "Omschrijving", "Description", Kind::Text);
  add("project", "aanvrager", "Aanvrager", "Applicant", Kind::Text);
  add("project", "auteur", "Auteur", "Author", Kind::Text);
  add("project", "status", "Status", "Status", Kind::Choice, {}, {QStringLiteral("concept"), QStringLiteral("definitief")});
  add("project", "peildatum", "Peildatum", "Peildatum (date of the law)", Kind::Date, date);
  add("project", "aanvraagdatum", "Aanvraagdatum", "Aanvraagdatum (date of application)", Kind::Date, date);
  add("rekenen", "regelset", "Regelset", "Rule set", Kind::Text, QStringLiteral("referentie, rivm-2025"));
  add("omgeving", "functionele_binding", "Functionele binding", "Functionele binding", Kind::Choice, {},
      {QStringLiteral("ja"), QStringLiteral("nee"), QStringLiteral("onbekend")});
  const QString energy = units(accepted_units<Energy>(), "> 0");
  const QString length = units(accepted_units<Length>(), "> 0");
  for (int i = 0;; ++i) {
    const std::string system = "systeem[" + std::to_string(i) + "]";
    if (find(system) == nullptr) break;
    add(system, "id", "Systeem", "System", Kind::Text);
    add(system, "chemie", "Chemie", "Chemistry", Kind::Choice, {}, {QStringLiteral("lfp"), QStringLiteral("nmc")});
    add(system, "laadtoestand", "Laadtoestand", "State of charge", Kind::Quantity, units(accepted_units<Ratio>(), "0 .. 1"));
    add(system, "vermogen", "Vermogen", "Power", Kind::Quantity, units(accepted_units<Power>(), "> 0"));
    add(system, "inhoud", "Inhoud", "Volume", Kind::Quantity, units(accepted_units<Volume>(), "> 0"));
    if (find(system + ".energie") != nullptr) {
      add(system + ".energie", "module", "Energie van een module", "Energy of a module", Kind::Quantity, energy);
      add(system + ".energie", "rek", "Energie van een rek", "Energy of a rack", Kind::Quantity, energy);
      add(system + ".energie", "eenheid", "Energie van een eenheid", "Energy of a unit", Kind::Quantity, energy);
    }
    if (find(system + ".afmetingen") != nullptr) {
      add(system + ".afmetingen", "lengte", "Lengte", "Length", Kind::Quantity, length);
      add(system + ".afmetingen", "breedte", "Breedte", "Width", Kind::Quantity, length);
      add(system + ".afmetingen", "hoogte", "Hoogte", "Height", Kind::Quantity, length);
    }
    add(system, "orientatie", "Oriëntatie van de lange as", "Bearing of the long axis", Kind::Quantity, units(accepted_units<Angle>(), ""));
    if (find(system + ".positie") != nullptr) {
      add(system, "positie", "Positie (RD x, y)", "Position (RD x, y)", Kind::Point, QStringLiteral("[x, y]  [m]"));
    }
    for (int u = 0;; ++u) {
      const std::string unit = system + ".eenheden[" + std::to_string(u) + "]";
      if (find(unit) == nullptr) break;
      add(unit, "id", "Eenheid", "Unit", Kind::Text);
      add(unit, "positie", "  positie (RD x, y)", "  position (RD x, y)", Kind::Point, QStringLiteral("[x, y]  [m]"));
    }
  }
  for (int i = 0;; ++i) {
    const std::string scenario = "scenario[" + std::to_string(i) + "]";
    if (find(scenario) == nullptr) break;
    add(scenario, "id", "Eigen scenario", "Own scenario", Kind::Text);
    add(scenario, "positie", "  positie (RD x, y)", "  position (RD x, y)", Kind::Point, QStringLiteral("[x, y]  [m]"));
    add(scenario, "stof", "  stof", "  substance", Kind::Text);
    add(scenario, "bronsterkte", "  bronsterkte", "  release rate", Kind::Quantity, units(accepted_units<MassRate>(), "> 0"));
    add(scenario, "duur", "  duur", "  duration", Kind::Quantity, units(accepted_units<Time>(), "> 0"));
    add(scenario, "bronhoogte", "  bronhoogte", "  height of the release", Kind::Quantity, units(accepted_units<Length>(), "≥ 0"));
    add(scenario, "frequentie", "  frequentie", "  frequency", Kind::Quantity, units(accepted_units<Frequency>(), "> 0"));
  }
  for (int i = 0;; ++i) {
    const std::string layer = "omgeving.laag[" + std::to_string(i) + "]";
    if (find(layer) == nullptr) break;
    add(layer, "soort", "Kaartlaag", "Map layer", Kind::Choice, {},
        {QStringLiteral("percelen"), QStringLiteral("panden"), QStringLiteral("verblijfsobjecten")});
    add(layer, "pad", "  bestand", "  file", Kind::Text);
    add(layer, "laag", "  laag in het bestand", "  layer in the file", Kind::Text);
    add(layer, "bron", "  bron", "  source", Kind::Text);
    add(layer, "datum", "  datum van de gegevens", "  date of the data", Kind::Date, date);
  }
  // A message of a file with errors stands at its field.
  for (const Diagnostic& d : document_.messages()) {
    if (d.severity == Severity::Info || d.place.line == 0) continue;
    Field* nearest = nullptr;
    for (Field& field : fields) {
      if (field.line == d.place.line && (nearest == nullptr || qt(message_text(d, language_)).contains(qt(field.key)))) nearest = &field;
    }
    if (nearest != nullptr) nearest->message = qt(study::message_text(d, language_));
  }
  const bool same = fields.size() == fields_.size() &&
                    std::equal(fields.begin(), fields.end(), fields_.begin(), [](const Field& a, const Field& b) {
                      return a.table == b.table && a.key == b.key && a.name == b.name;
                    });
  if (same && !fields.empty()) {
    fields_ = std::move(fields);
    Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    return;
  }
  beginResetModel();
  fields_ = std::move(fields);
  endResetModel();
}

std::string FormModel::literal(const Field& field, const QString& value) const {
  const std::string text = value.trimmed().toStdString();
  if (field.kind == Kind::Date || field.kind == Kind::Point) return text;
  return study::toml_string(text);
}

int FormModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(fields_.size());
}

int FormModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : ColumnCount;
}

QVariant FormModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid)) return {};
  const Field& field = fields_[static_cast<std::size_t>(index.row())];
  if (role == ChoicesRole) return field.choices;
  if (role == LineRole) return field.line;
  if (role == Qt::ToolTipRole) return field.message.isEmpty() ? field.hint : field.message;
  if (role != Qt::DisplayRole && role != Qt::EditRole) return {};
  switch (index.column()) {
    case Name:
      return field.name;
    case Value:
      return field.value;
    case Hint:
      return field.hint;
    case Message:
      return field.message;
    default:
      return {};
  }
}

bool FormModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (role != Qt::EditRole || index.column() != Value) return false;
  Field& field = fields_[static_cast<std::size_t>(index.row())];
  if (value.toString().trimmed() == field.value) return true;
  std::vector<Diagnostic> errors;
  std::string text;
  try {
    text = study::with_value(document_.text(), field.table, field.key, literal(field, value.toString()));
    errors = document_.errors_of(text);
  } catch (const InputError& error) {
    errors = error.diagnostics();
  }
  const bool was_valid = document_.valid();
  // A dossier that was invalid before may stay so, as long as its other fields are being mended.
  if (!errors.empty() && was_valid) {
    field.message = qt(study::message_text(errors.front(), language_));
    Q_EMIT dataChanged(this->index(index.row(), 0), this->index(index.row(), ColumnCount - 1));
    return false;
  }
  document_.edit(field.name.trimmed(), std::move(text));
  return true;
}

Qt::ItemFlags FormModel::flags(const QModelIndex& index) const {
  const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
  return index.column() == Value ? flags | Qt::ItemIsEditable : flags;
}

QVariant FormModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  switch (section) {
    case Name:
      return pick(language_, "Veld", "Field");
    case Value:
      return pick(language_, "Waarde", "Value");
    case Hint:
      return pick(language_, "Bereik en eenheid", "Range and unit");
    case Message:
      return pick(language_, "Melding", "Message");
    default:
      return {};
  }
}

int FormModel::row_at(int line) const {
  const auto it = std::find_if(fields_.begin(), fields_.end(), [line](const Field& f) { return f.line == line; });
  return it == fields_.end() ? -1 : static_cast<int>(it - fields_.begin());
}

}  // namespace batterisk::viewmodel
