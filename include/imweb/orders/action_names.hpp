// The guide's words for the actions, in the order of the variants: for `name` and for JSON.
#pragma once

#include <array>
#include <string_view>
#include <variant>

#include <imweb/orders/actions.hpp>

namespace imweb::inline v0::detail {

inline constexpr std::array<std::string_view, std::variant_size_v<OrderAction>> order_action_names{"deposit",
                                                                                                   "place",
                                                                                                   "send",
                                                                                                   "complete",
                                                                                                   "cancel",
                                                                                                   "return",
                                                                                                   "exchange",
                                                                                                   "invoice",
                                                                                                   "cancel/reject",
                                                                                                   "cancel/accept",
                                                                                                   "cancel/retry",
                                                                                                   "cancel/force_cancel",
                                                                                                   "return/reject",
                                                                                                   "return/accept",
                                                                                                   "return/collect_done",
                                                                                                   "return/withhold",
                                                                                                   "return/releasehold",
                                                                                                   "return/return_done",
                                                                                                   "return/return_force_done",
                                                                                                   "exchange/reject",
                                                                                                   "exchange/accept",
                                                                                                   "exchange/collect_done",
                                                                                                   "exchange/withhold",
                                                                                                   "exchange/releasehold",
                                                                                                   "exchange/resend",
                                                                                                   "exchange/exchange_done"};

inline constexpr std::array<std::string_view, std::variant_size_v<ItemAction>> item_action_names{"deposit",  "place",
                                                                                                 "send",     "send",
                                                                                                 "complete", "invoice"};

}  // namespace imweb::inline v0::detail
