// Picks the overload for a type of which there is no value yet: `json_members(Tag<Send>{})`.
#pragma once

namespace imweb::inline v0::detail {

template <class Value>
struct Tag {};

}  // namespace imweb::inline v0::detail
