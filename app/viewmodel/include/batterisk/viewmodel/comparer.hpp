#pragma once

#include "batterisk/portfolio/result_compare.hpp"
#include "batterisk/render/map_scene.hpp"
#include "batterisk/study/run/zone_difference.hpp"
#include "batterisk/study/text/texts.hpp"

#include <QObject>
#include <QString>
#include <QThreadPool>

#include <cstdint>
#include <memory>
#include <vector>

namespace batterisk::viewmodel {

/// Two results, and everything in which they differ.
struct Comparison {
  std::shared_ptr<const render::MapScene> a;
  std::shared_ptr<const render::MapScene> b;
  std::vector<study::ZoneDifference> zones;
  portfolio::ResultComparison values;
};

/// Compares results on a thread of its own; the latest question wins.
class Comparer : public QObject {
  Q_OBJECT

 public:
  explicit Comparer(QObject* parent = nullptr);
  ~Comparer() override;

  /// Without one of the two: nothing is compared any more.
  void compare(std::shared_ptr<const render::MapScene> a, std::shared_ptr<const render::MapScene> b);
  [[nodiscard]] bool busy() const { return question_ != answered_; }

 Q_SIGNALS:
  void compared(std::shared_ptr<const batterisk::viewmodel::Comparison> comparison);

 private:
  std::uint64_t question_ = 0;
  std::uint64_t answered_ = 0;
  QThreadPool pool_;
};

/// The comparison as tables: verdicts, zones with the ground that only one of them covers, buildings with another
/// verdict and why, and what differs in input and parameters.
[[nodiscard]] QString comparison_html(const Comparison& comparison, study::Language language);

}  // namespace batterisk::viewmodel
