#include "read/layer_text.hpp"

#include "batterisk/core/base/text_encoding.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string_view>

namespace batterisk::gis {
namespace {

struct Free {
  void operator()(char* text) const { CPLFree(text); }
};

/// Latin-1 as it is meant: files that state it hold the quotation marks and the euro of Windows-1252 too.
bool is_windows_1252(const std::string& stated) {
  static constexpr std::array<std::string_view, 6> names{"CP1252", "ISO-8859-1", "ISO 8859-1", "ISO8859-1", "LATIN1", "WINDOWS-1252"};
  return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return EQUAL(stated.c_str(), std::string{name}.c_str()); });
}

/// `guessed` becomes true when the encoding stated is none that the text could be in.
std::string in_utf8(const char* text, const std::string& stated, bool& guessed) {
  if (!stated.empty() && !is_windows_1252(stated) && !EQUAL(stated.c_str(), CPL_ENC_UTF8)) {
    const std::unique_ptr<char, Free> converted{CPLRecode(text, stated.c_str(), CPL_ENC_UTF8)};
    if (converted != nullptr && is_utf8(converted.get())) return converted.get();
  }
  guessed = !is_windows_1252(stated);
  return to_utf8(text);
}

}  // namespace

std::string stated_encoding(OGRLayer& layer) {
  for (const char* item : {"ENCODING_FROM_CPG", "ENCODING_FROM_LDID"}) {
    if (const char* encoding = layer.GetMetadataItem(item, "SHAPEFILE"); encoding != nullptr && *encoding != '\0') return encoding;
  }
  return {};
}

std::vector<TextColumn> text_columns(OGRLayer& layer, const std::vector<std::pair<Meaning, int>>& columns) {
  const OGRFeatureDefn& definition = *layer.GetLayerDefn();
  std::vector<TextColumn> texts;
  for (const auto& [meaning, field] : columns) {
    if (field >= definition.GetFieldCount()) continue;  // the row number
    const OGRFieldType type = definition.GetFieldDefn(field)->GetType();
    if (type == OFTString || type == OFTStringList) texts.push_back({field, type == OFTStringList});
  }
  return texts;
}

std::size_t convert_texts(OGRFeature& feature, const std::vector<TextColumn>& texts, const std::string& stated) {
  std::size_t guesses = 0;
  for (const auto [field, is_list] : texts) {
    const OGRField& raw = *feature.GetRawFieldRef(field);
    if (OGR_RawField_IsUnset(&raw) != 0 || OGR_RawField_IsNull(&raw) != 0) continue;
    if (!is_list) {
      const char* text = raw.String;
      if (is_utf8(text)) continue;
      bool guessed = false;
      feature.SetField(field, in_utf8(text, stated, guessed).c_str());
      guesses += guessed ? 1 : 0;
    } else {
      CPLStringList list{CSLDuplicate(feature.GetFieldAsStringList(field))};
      bool changed = false;
      CPLStringList converted;
      for (int i = 0; i < list.Count(); ++i) {
        const bool valid = is_utf8(list[i]);
        bool guessed = false;
        converted.AddString(valid ? list[i] : in_utf8(list[i], stated, guessed).c_str());
        changed = changed || !valid;
        guesses += guessed ? 1 : 0;
      }
      if (changed) feature.SetField(field, converted.List());
    }
  }
  return guesses;
}

std::string name_of(OGRLayer& layer) {
  return to_utf8(layer.GetName());
}

std::vector<std::string> column_names(OGRLayer& layer) {
  const OGRFeatureDefn& definition = *layer.GetLayerDefn();
  std::vector<std::string> names;
  for (int i = 0; i < definition.GetFieldCount(); ++i) names.push_back(to_utf8(definition.GetFieldDefn(i)->GetNameRef()));
  return names;
}

}  // namespace batterisk::gis
