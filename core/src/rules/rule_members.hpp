#pragma once

#include "rules/rule_reader.hpp"

#include "batterisk/core/rules/rule.hpp"

#include <algorithm>
#include <cctype>
#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace batterisk::detail {

template <class Group>
[[nodiscard]] Group read_members(RuleReader& reader);

// One member, read as its type says.
template <KeyText key, class T>
Rule<key, T> read_member(RuleReader& reader, std::type_identity<Rule<key, T>> /*member*/) {
  return {reader.value<T>(std::string{key.view()})};
}
template <KeyText key, class T>
RuleOrGap<key, T> read_member(RuleReader& reader, std::type_identity<RuleOrGap<key, T>> /*member*/) {
  return {reader.value_or_gap<T>(std::string{key.view()})};
}
template <KeyText key, class T, class E>
RulePer<key, T, E> read_member(RuleReader& reader, std::type_identity<RulePer<key, T, E>> /*member*/) {
  return [&reader]<std::size_t... i>(std::index_sequence<i...>) {
    return RulePer<key, T, E>{reader.value<T>(std::string{key.view()}.append(".").append(choice_words<E>[i]))...};
  }(std::make_index_sequence<choice_words<E>.size()>{});
}
template <KeyText key, class T>
PerSubstance<key, T> read_member(RuleReader& reader, std::type_identity<PerSubstance<key, T>> /*member*/) {
  PerSubstance<key, T> member;
  for (const std::string_view name : method_substances) {
    std::string full = std::string{key.view()} + ".";
    for (const char c : name) full += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    member.values.emplace(name, reader.value<T>(full));
  }
  return member;
}
// A struct of members.
template <class Group>
Group read_member(RuleReader& reader, std::type_identity<Group> /*member*/) {
  return read_members<Group>(reader);
}

/// Stands for any member of `Group` in a list of initial values: the language asks it for the type of the member whose
/// turn it is, and that type says what to read.
template <class Group>
struct AnyMember {
  RuleReader* reader;
  template <class Member>
    requires(!std::same_as<Member, Group>)
  operator Member() const {  // NOLINT(*-explicit-*): conversion unasked is its purpose
    return read_member(*reader, std::type_identity<Member>{});
  }
};

template <class Group, class... Values>
concept takes = requires { Group{std::declval<Values>()...}; };

/// Number of members of a struct: so many initial values it takes, and not one more.
template <class Group, class... Any>
consteval std::size_t member_count() {
  if constexpr (takes<Group, Any...> && !takes<Group, Any..., AnyMember<Group>>) {
    return sizeof...(Any);
  } else {
    return member_count<Group, Any..., AnyMember<Group>>();
  }
}

/// A struct of rule members (rule.hpp), or of such structs, as the file has them; read in the order of the members.
template <class Group>
Group read_members(RuleReader& reader) {
  static_assert(std::is_aggregate_v<Group>, "a member without key");
  return [&reader]<std::size_t... i>(std::index_sequence<i...>) {
    return Group{(static_cast<void>(i), AnyMember<Group>{&reader})...};
  }(std::make_index_sequence<member_count<Group>()>{});
}

}  // namespace batterisk::detail
