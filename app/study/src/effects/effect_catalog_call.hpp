#pragma once

#include "batterisk/study/effects/effect_catalog.hpp"

#include "batterisk/core/base/choice_words.hpp"
#include "batterisk/core/risk/effect_models.hpp"

#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace batterisk::study {

/// One evaluation of a model: gives its inputs as quantities, traces the rule values that it uses and takes
/// its outputs. Names and kinds must be those of the description (std::logic_error).
class EffectCall {
 public:
  /// Reads the arguments. Throws EffectInputError with everything that is wrong with them.
  EffectCall(const EffectModel& model, const std::vector<EffectArgument>& arguments,
             const EffectRules& rules);

  /// Input, or its default. Throws EffectInputError when it is missing.
  template <class Q>
  [[nodiscard]] Q get(std::string_view name) {
    return Q::from_si(si(name, Q::kind));
  }
  /// Optional input.
  template <class Q>
  [[nodiscard]] std::optional<Q> given(std::string_view name) {
    if (!has(name)) return std::nullopt;
    return get<Q>(name);
  }
  /// Input without dimension.
  [[nodiscard]] double number(std::string_view name) { return si(name, Ratio::kind); }
  /// Input with a unit that no quantity has, in that unit.
  [[nodiscard]] double plain(std::string_view name) { return si(name, ""); }
  /// Input whose choices stand in the order of the enumeration.
  template <class E>
  [[nodiscard]] E choice(std::string_view name) {
    return static_cast<E>(static_cast<int>(si(name, "")));
  }
  /// Input that is a word of the rules.
  [[nodiscard]] std::string word(std::string_view name);
  /// True for an input that was given.
  [[nodiscard]] bool has(std::string_view name) const;
  /// The one of `names` that was given; throws EffectInputError for none or several.
  [[nodiscard]] std::string_view one_of(std::initializer_list<std::string_view> names) const;
  /// Throws EffectInputError when only one of both was given.
  void require_together(std::string_view a, std::string_view b) const;

  /// Rule value, traced.
  template <class T>
  const T& use(const Sourced<T>& sourced) {
    return used_(sourced);
  }
  [[nodiscard]] const MethodRules& method() const { return rules_->rules.method; }
  [[nodiscard]] const EffectRules& rules() const { return *rules_; }
  /// Parameters of the effect models as a study has them; the keys that start with one of `prefixes` are
  /// traced, and each prefix must have a key.
  [[nodiscard]] EffectModels models(std::initializer_list<std::string_view> prefixes);
  /// Traces those keys without another use of the parameters.
  void trace(std::initializer_list<std::string_view> prefixes) { (void)models(prefixes); }
  void trace(const std::shared_ptr<const Provenance>& provenance) {
    (void)used_(Sourced<bool>{true, provenance});
  }

  template <class Q>
  void set(std::string_view name, const std::optional<Q>& value) {
    put(name, Q::kind, value ? std::optional{value->si()} : std::nullopt);
  }
  template <class Q>
  requires requires(Q q) { q.si(); }
  void set(std::string_view name, Q value) { put(name, Q::kind, value.si()); }
  void set_number(std::string_view name, std::optional<double> value) { put(name, Ratio::kind, value); }
  void set_plain(std::string_view name, std::optional<double> value) { put(name, "", value); }

  void warn(Diagnostic message) { messages_.push_back(std::move(message)); }
  /// Warns that `value` ("distance 12000 m") lies outside `range`.
  void warn_outside(std::string value, std::string range);
  /// Throws EffectInputError: `value` is none of `known`.
  [[noreturn]] void unknown_word(std::string_view name, const std::vector<std::string>& known);

  /// Default of an input with the inputs given; fills in what the description asks for.
  [[nodiscard]] EffectValue value(const EffectInput& input);
  [[nodiscard]] EffectResult result() &&;

 private:
  struct Slot {
    bool filled = false;
    bool is_default = false;
    double si = 0.0;
    double number = 0.0;
    std::string unit;
    std::string word;
  };

  [[nodiscard]] std::size_t index(std::string_view name) const;
  [[nodiscard]] double si(std::string_view name, std::string_view kind);
  void put(std::string_view name, std::string_view kind, std::optional<double> si);
  void read(const EffectArgument& argument, std::vector<Diagnostic>& findings);
  void check_bound(const EffectInput& input, double si) const;

  const EffectModel* model_;
  const EffectRules* rules_;
  std::vector<Slot> slots_;
  std::vector<EffectValue> outputs_;
  UsedKeys used_;
  std::vector<Diagnostic> messages_;
};

namespace detail {

// Descriptions by subject.
[[nodiscard]] std::vector<EffectModel> dispersion_models();
[[nodiscard]] std::vector<EffectModel> toxic_models();
[[nodiscard]] std::vector<EffectModel> radiation_models();
[[nodiscard]] std::vector<EffectModel> explosion_models();

// Inputs of a description.
template <class Q>
EffectInput required(std::string_view name, std::string_view unit, EffectBound bound, std::string_view nl,
                     std::string_view en) {
  return {name, Q::kind, unit, bound, {}, nl, en, false, nullptr};
}
template <class Q>
EffectInput optional(std::string_view name, std::string_view unit, EffectBound bound, std::string_view nl,
                     std::string_view en) {
  return {name, Q::kind, unit, bound, {}, nl, en, true, nullptr};
}
/// Zero unless stated, without a rule value.
template <class Q>
EffectInput or_zero(std::string_view name, std::string_view unit, EffectBound bound, std::string_view nl,
                    std::string_view en) {
  return {name, Q::kind, unit, bound, {}, nl, en, false, [](EffectCall&) { return 0.0; }};
}

/// Value of a rule as a default: `&MethodRules::air, &AirRules::t`. In SI, or the index of a choice.
template <auto group, auto rule>
double rule_default(EffectCall& call) {
  const auto& value = call.use(call.method().*group.*rule);
  if constexpr (requires { value.si(); }) {
    return value.si();
  } else {
    return static_cast<double>(value);
  }
}
/// Quantity of that rule, or a number without dimension; its value unless stated.
template <auto group, auto rule>
EffectInput from_rule(std::string_view name, std::string_view unit, EffectBound bound, std::string_view nl,
                      std::string_view en) {
  using Value = std::remove_cvref_t<decltype((std::declval<MethodRules>().*group.*rule).value)>;
  using Q = std::conditional_t<std::is_same_v<Value, double>, Ratio, Value>;
  return {name, Q::kind, unit, bound, {}, nl, en, false, rule_default<group, rule>};
}

/// Number with a unit that no quantity has.
EffectInput plain(std::string_view name, std::string_view unit, EffectBound bound, std::string_view nl,
                  std::string_view en);
/// Word of the rules.
EffectInput word(std::string_view name, std::string_view nl, std::string_view en);
EffectInput choice(std::string_view name, std::vector<std::string_view> words, std::string_view nl,
                   std::string_view en, double (*fallback)(EffectCall&) = nullptr);
/// One of the words of a rule.
template <class E>
EffectInput choice(std::string_view name, std::string_view nl, std::string_view en,
                   double (*fallback)(EffectCall&) = nullptr) {
  return choice(name, {choice_words<E>.begin(), choice_words<E>.end()}, nl, en, fallback);
}
EffectInput as_optional(EffectInput input);

template <class Q>
EffectOutput output(std::string_view name, std::string_view unit, std::string_view nl, std::string_view en) {
  return {name, Q::kind, unit, nl, en};
}

EffectInput stability_input();
/// Wind speed at 10 m.
EffectInput wind_input();
EffectInput receiver_height_input();

}  // namespace detail
}  // namespace batterisk::study
