#pragma once

#include "batterisk/core/base/diagnostic.hpp"

#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace batterisk {

/// How well a value is known (`bewijs`), strongest first. `Voorstel`: what a draft proposes; within the draft it is the rule,
/// and it judges like one.
enum class Bewijs { Gelezen, Voorstel, Tweedehands, UitGeheugen, Afgeleid, Gekalibreerd, Aanname, Ontbreekt };

/// Whether a key was checked against the text that its rule set claims to represent (`status`).
enum class KeyStatus { Bevestigd, Onbevestigd };

[[nodiscard]] std::string_view to_string(Bewijs bewijs);
[[nodiscard]] std::string_view to_string(KeyStatus status);
[[nodiscard]] std::optional<Bewijs> bewijs_from(std::string_view text);
[[nodiscard]] std::optional<KeyStatus> key_status_from(std::string_view text);

/// Where one rule value comes from. `bron` is a key of rules/bronnen.toml.
struct Provenance {
  std::string key;          ///< full key, e.g. "fire.k" or "inv.cell_kwh.lfp"
  std::string rule_set;     ///< id of the rule file that gave the value, e.g. "referentie/2026-01-01"
  std::string waarde;       ///< value as text, as in the file ("10", "[0.1, 0.7]", "geen")
  std::string eenheid;      ///< unit as in the file; empty for choices and switches
  std::string bron;
  std::string vindplaats;   ///< article, table, page
  Bewijs bewijs = Bewijs::Aanname;
  int zekerheid_pct = 0;    ///< stated certainty, only with Bewijs::UitGeheugen
  KeyStatus status = KeyStatus::Onbevestigd;
  std::string omschrijving_nl;
  std::string omschrijving_en;
  Place place;
  bool implied = false;     ///< the set is from before this key and takes what the method did then; no value of the set
};

/// A rule value that never travels without its provenance.
template <class T>
struct Sourced {
  T value;
  std::shared_ptr<const Provenance> provenance;
};

/// Collects exactly the keys that a study read: `use(rules.fire.k)` gives the value and remembers the key.
class UsedKeys {
 public:
  template <class T>
  const T& operator()(const Sourced<T>& sourced) {
    // A value without provenance is a hole in the rules that loading let through.
    if (!sourced.provenance) throw std::logic_error("a rule value without provenance");
    if (!sourced.provenance->implied) keys_.insert(sourced.provenance);
    return sourced.value;
  }
  void add(const UsedKeys& other) { keys_.insert(other.keys_.begin(), other.keys_.end()); }
  /// The keys in alphabetical order.
  [[nodiscard]] std::vector<std::shared_ptr<const Provenance>> sorted() const;

 private:
  struct ByKey {
    bool operator()(const std::shared_ptr<const Provenance>& a, const std::shared_ptr<const Provenance>& b) const {
      return a->key != b->key ? a->key < b->key : a->rule_set < b->rule_set;
    }
  };
  std::set<std::shared_ptr<const Provenance>, ByKey> keys_;
};

}  // namespace batterisk
