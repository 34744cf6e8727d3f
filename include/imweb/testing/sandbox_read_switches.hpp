// Switches for the pages that read orders: what they answer and how it is written. In each, the first value is the sandbox's choice.
#pragma once

#include <cstdint>

namespace imweb::inline v0::testing {

/// What `offset=0` means in the list of orders, whose pages count from 1.
enum class OffsetZero : std::uint8_t {
  first_page,
  refused,  ///< code -10
};

/// What the list answers for a page behind the last one.
enum class PageBeyondEnd : std::uint8_t { empty, last_page };

/// What becomes of a status, claim_type or claim_status filter that is written in lower case.
enum class LowerCaseFilter : std::uint8_t {
  ignored,  ///< as if it had not been sent
  matched,  ///< as if it were upper case
};

/// How the numbers of `pagenation` are written.
enum class PageNumbers : std::uint8_t { number, text };

/// What the prod-orders of an order are when there are none, or no such order.
enum class NothingFound : std::uint8_t {
  no_data,        ///< code -11
  empty_array,    ///< code 200, `data` is []
  missing_array,  ///< code 200 without `data`
};

/// How the prod-orders of several orders are arranged.
enum class SeveralShape : std::uint8_t {
  maps,   ///< {"<order_no>": {"<prod_order_no>": {...}}}
  lists,  ///< {"<order_no>": [{...}]}
  flat,   ///< [{...}]
};

/// What the prod-orders of several orders are when none is found.
enum class SeveralEmpty : std::uint8_t {
  array,    ///< []
  object,   ///< {}
  no_data,  ///< code -11
};

/// What becomes of more than 25 orders in one request for their prod-orders.
enum class TooManyOrders : std::uint8_t {
  refused,   ///< code -10
  first_25,  ///< the others are left out
  all,
};

/// Whether a request for the prod-orders of two orders or more takes a place in the limit for lists.
enum class SeveralInListLimit : std::uint8_t { counted, not_counted };

/// Whether requests that the limit for lists admits take a place in the general one too.
enum class ListsInLimit : std::uint8_t { counted, not_counted };

/// How amounts of money and points are written.
enum class AmountForm : std::uint8_t { number, text };

/// How a moment that has not come is written.
enum class NoTime : std::uint8_t { zero, null, missing };

/// How `claim_type` and `claim_status` are written when there is no claim.
enum class NoClaim : std::uint8_t { empty_text, null, missing };

/// How the shop spells the claim status between exchange/accept and exchange/collect_done.
enum class ExchangeCollecting : std::uint8_t {
  collectin,   ///< EXCHANGE_COLLECTIN, as the guide has it
  collecting,  ///< EXCHANGE_COLLECTING
};

}  // namespace imweb::inline v0::testing
