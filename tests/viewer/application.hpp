#pragma once

#include "support/temp_folder.hpp"

#include "village/village.hpp"
#include "village/write.hpp"

#include <QElapsedTimer>
#include <QSettings>

#include <filesystem>
#include <functional>
#include <string>

namespace batterisk::test {

/// The one QApplication of a test program, on the offscreen platform unless QT_QPA_PLATFORM says another.
void start_application();

/// Handles events until `done` holds; false after `seconds`.
[[nodiscard]] bool wait_for(const std::function<bool()>& done, double seconds = 120.0);

/// Folder with the synthetic village and three dossiers: `dossier.toml`, that of the demo; `een.toml`, the same with
/// BESS-4 alone; and `klein.toml`, one scenario of its own at the same place, which computes fast.
class VillageFolder {
 public:
  VillageFolder();
  [[nodiscard]] QString file(const std::string& name) const { return QString::fromStdString((folder_ / name).string()); }
  [[nodiscard]] const TempFolder& folder() const { return folder_; }

 private:
  TempFolder folder_;
};

}  // namespace batterisk::test
