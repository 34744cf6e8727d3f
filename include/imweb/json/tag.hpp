// Picks the overload for a type of which there is no value yet: `json_members(Tag<Send>{})`.
#pragma once

#include <type_traits>

namespace imweb::inline v0::detail {

template <class Value>
struct Tag {};

template <class Value, class List>
inline constexpr bool is_one_of = false;
template <class Value, template <class...> class List, class... Ones>
inline constexpr bool is_one_of<Value, List<Ones...>> = (std::is_same_v<Value, Ones> || ...);

}  // namespace imweb::inline v0::detail
