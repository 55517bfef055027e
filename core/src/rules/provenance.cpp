#include "batterisk/core/rules/provenance.hpp"

#include <array>
#include <utility>

namespace batterisk {
namespace {

constexpr std::array<std::pair<Bewijs, std::string_view>, 8> bewijs_words{{
    {Bewijs::Gelezen, "gelezen"},
    {Bewijs::Voorstel, "voorstel"},
    {Bewijs::Tweedehands, "tweedehands"},
    {Bewijs::UitGeheugen, "uit_geheugen"},
    {Bewijs::Afgeleid, "afgeleid"},
    {Bewijs::Gekalibreerd, "gekalibreerd"},
    {Bewijs::Aanname, "aanname"},
    {Bewijs::Ontbreekt, "ontbreekt"},
}};

}  // namespace

std::string_view to_string(Bewijs bewijs) {
  for (const auto& [value, word] : bewijs_words) {
    if (value == bewijs) return word;
  }
  return "";
}

std::optional<Bewijs> bewijs_from(std::string_view text) {
  for (const auto& [value, word] : bewijs_words) {
    if (word == text) return value;
  }
  return std::nullopt;
}

std::string_view to_string(KeyStatus status) {
  return status == KeyStatus::Bevestigd ? "bevestigd" : "onbevestigd";
}

std::optional<KeyStatus> key_status_from(std::string_view text) {
  if (text == "bevestigd") return KeyStatus::Bevestigd;
  if (text == "onbevestigd") return KeyStatus::Onbevestigd;
  return std::nullopt;
}

std::vector<std::shared_ptr<const Provenance>> UsedKeys::sorted() const { return {keys_.begin(), keys_.end()}; }

}  // namespace batterisk
