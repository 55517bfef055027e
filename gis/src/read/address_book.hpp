#pragma once

#include "batterisk/core/dossier/surroundings.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace batterisk::gis {

/// Addresses of a BAG extract in XML, where they are objects of their own: a nummeraanduiding lies on an openbare ruimte, and
/// that in a woonplaats. They are read when the first is asked for.
class AddressBook {
 public:
  /// Those that came with units or places: in the folder or archive of this file (a path of GDAL), or in one around it. Null
  /// where there are none. `peildatum`: what had ended on it is left out, as in the layers.
  [[nodiscard]] static std::shared_ptr<AddressBook> beside(const std::string& path, std::chrono::year_month_day peildatum);

  /// Address of the nummeraanduiding with this id, as far as it is there.
  [[nodiscard]] Adres of(std::string_view id);

 private:
  /// What one record says of an object, and in what it lies.
  struct Named {
    std::int64_t since = 0;
    std::string name;
    std::string lies_in;
  };
  struct Number {
    std::uint64_t id = 0;
    std::int64_t since = 0;
    std::size_t text = 0;  ///< place in `texts_`
  };
  /// Files of each kind of object.
  struct Files {
    std::vector<std::string> numbers;
    std::vector<std::string> streets;
    std::vector<std::string> towns;
  };

  static Files files_in(const std::string& folder);
  void read();
  void read_named(const std::vector<std::string>& files, const char* layer, const char* lies_in, std::map<std::string, Named, std::less<>>& to) const;

  Files files_;
  std::chrono::year_month_day peildatum_{};
  bool was_read_ = false;
  std::vector<Number> numbers_;  // by id; a country has ten million
  std::string texts_;            // of each number its parts, street and town, each with a zero behind it
  std::map<std::string, Named, std::less<>> streets_;
  std::map<std::string, Named, std::less<>> towns_;
};

}  // namespace batterisk::gis
