#include "batterisk/study/archive/archive.hpp"

#include "archive/result_accuracy.hpp"

#include "batterisk/core/base/passed_on.hpp"
#include "batterisk/core/base/json_reading.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace batterisk::study {
namespace {

using Json = nlohmann::json;

// The text of a member; empty where it is no object or has none. A stored result may have any shape.
std::string word_of(const Json& row, const char* key) {
  if (!row.is_object()) return {};
  const auto found = row.find(key);
  return found != row.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

// Who computed, not what came out.
bool is_provenance(const std::string& table, const Json& row, const std::string& key) {
  static const std::set<std::string> of_the_run{"programma", "compiler", "run_id"};
  if (key == "run_id") return true;
  return table == "run_info" && of_the_run.contains(word_of(row, "sleutel"));
}

bool is_wording(const std::string& key) {
  static const std::set<std::string> sentences{"tekst_nl", "tekst_en", "reden_nl", "reden_en"};
  return sentences.contains(key);
}

// Earlier versions said in which folder a file lies.
std::string passed_on(std::string_view column, const std::string& value) {
  const std::string_view dossier = "dossier:";
  if (column == "sleutel" && value.starts_with(dossier)) return std::string{dossier} + file_name(value.substr(dossier.size()));
  return column == "plaats" ? file_name(value) : without_home(value);
}

// What a row of a table is about; the same in both documents, whatever the order and the number of rows.
std::string id_of(const Json& row) {
  static constexpr std::array<const char*, 16> names{"identificatie", "onderdeel", "id",     "scenario", "type_pr", "parameter",
                                                     "sleutel",       "code",   "soort",    "zone",    "laag",
                                                     "effect",        "weer",   "plaats",   "pad",     "opmerking"};
  std::string id;
  for (const char* name : names) {
    const auto found = row.find(name);
    if (found == row.end() || !found->is_string()) continue;
    id += (id.empty() ? "" : " ") + passed_on(name, found->get<std::string>());
  }
  return id;
}

std::map<std::string, const Json*> by_id(const Json& rows) {
  std::map<std::string, const Json*> all;
  std::map<std::string, int> seen;
  for (const Json& row : rows) {
    std::string id = id_of(row);
    if (const int before = seen[id]++; before > 0) id += " (" + std::to_string(before + 1) + ")";
    all.emplace(std::move(id), &row);
  }
  return all;
}

bool is_table(const Json& value) {
  return value.is_array() && std::all_of(value.begin(), value.end(), [](const Json& row) { return row.is_object(); });
}

double relative(double a, double b) {
  const double size = std::max(std::abs(a), std::abs(b));
  return size == 0.0 ? 0.0 : std::abs(a - b) / size;
}

class Comparison {
 public:
  explicit Comparison(double border_m) : border_m_{border_m} {}

  Verification take(Verification verification) {
    for (auto& [where, difference] : found_) verification.differences.push_back(std::move(difference));
    std::stable_sort(verification.differences.begin(), verification.differences.end(),
                     [](const ResultDifference& a, const ResultDifference& b) { return a.largest > b.largest; });
    verification.wording = wording_;
    return verification;
  }

  void objects(const std::string& where, const std::string& table, const std::string& object, const Json& stored, const Json& now) {
    for (const auto& [key, value] : stored.items()) {
      if (is_provenance(table, stored, key)) continue;
      const std::string at = where.empty() ? key : where + "." + key;
      if (!now.is_object() || !now.contains(key)) {
        add(at, object, 1.0, value.dump(), "-");
      } else if (is_wording(key)) {
        if (value != now.at(key)) ++wording_;
      } else {
        values(at, where.empty() ? key : table, object, value, now.at(key));
      }
    }
  }

 private:
  void values(const std::string& where, const std::string& table, const std::string& object, const Json& stored, const Json& now) {
    if (stored == now) return;
    const std::string column = where.substr(where.rfind('.') + 1);
    if (stored.is_string() && now.is_string() && passed_on(column, stored) == passed_on(column, now)) return;
    if (stored.is_number() && now.is_number()) {
      const double a = stored.get<double>();
      const double b = now.get<double>();
      add(where, object, relative(a, b), stored.dump(), now.dump(), within_accuracy(column, a, b, border_m_));
    } else if (where.ends_with(".geometrie") && stored.is_object() && now.is_object()) {
      const double apart_m = borders_apart_m(stored, now);
      add(where, object, apart_m, "", fmt::format("{:.3f} m", apart_m), apart_m <= border_m_);
    } else if (stored.is_object() && now.is_object()) {
      objects(where, table, object, stored, now);
    } else if (!stored.empty() && is_table(stored) && is_table(now)) {
      const std::map<std::string, const Json*> rows = by_id(now);
      for (const auto& [id, row] : by_id(stored)) {
        const auto found = rows.find(id);
        if (found != rows.end()) {
          objects(where, table, id, *row, *found->second);
        } else {
          add(where, id, 1.0, id, "-");
        }
      }
    } else if (stored.is_array() && now.is_array() && stored.size() == now.size()) {
      for (std::size_t i = 0; i < stored.size(); ++i) values(where, table, object, stored[i], now[i]);
    } else if (stored.is_array() && now.is_array()) {
      add(where, object, 1.0, std::to_string(stored.size()) + " x", std::to_string(now.size()) + " x");
    } else {
      add(where, object, 1.0, stored.dump(), now.dump());
    }
  }

  void add(const std::string& where, const std::string& object, double size, std::string stored, std::string now,
           bool within = false) {
    ResultDifference& difference = found_[where];
    difference.within = difference.within && within;
    if (++difference.count > 1 && size <= difference.largest) return;
    difference.where = where;
    difference.largest = size;
    difference.object = object;
    difference.stored = std::move(stored);
    difference.now = std::move(now);
  }

  double border_m_;
  std::map<std::string, ResultDifference> found_;
  std::size_t wording_ = 0;
};

}  // namespace

bool Verification::within_accuracy() const {
  return std::all_of(differences.begin(), differences.end(), [](const ResultDifference& d) { return d.within; });
}

Verification compare_results(const std::string& stored, const std::string& now) {
  Verification verification;
  const Json a = parsed_json<Json>(stored);
  if (a.is_object() && a.contains("run_info") && a["run_info"].is_array()) {
    for (const Json& row : a["run_info"]) {
      if (word_of(row, "sleutel") == "programma") verification.stored_program = word_of(row, "waarde");
    }
  }
  verification.same_bytes = stored == now;
  if (verification.same_bytes) return verification;
  if (!a.is_object()) {
    verification.differences.push_back({result_name, 1, 1.0, "", "?", "JSON", false});
    return verification;
  }
  Json b = Json::parse(now);
  verification.border_accuracy_m = border_accuracy_of(verification.stored_program);
  Comparison comparison{verification.border_accuracy_m};
  comparison.objects("", "", "", a, b);
  return comparison.take(std::move(verification));
}

}  // namespace batterisk::study
