// How the sandbox behaves. The guide leaves many things open (wire.md calls them unknown); each is a switch here, and its first
// value is the sandbox's choice. Run your tests against the others too.
//
//     imweb::testing::Sandbox sandbox{{.success_shape = imweb::testing::SuccessShape::number, .token_uses = 3}};
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include <imweb/testing/sandbox_read_switches.hpp>

namespace imweb::inline v0::testing {

/// How the 5 requests a second are counted.
enum class LimitWindow : std::uint8_t {
  sliding,       ///< at most n in any second
  fixed,         ///< at most n in each second of the shop's clock, which starts with the first request
  token_bucket,  ///< n at once, refilled evenly with n a second
};

/// Whether a request that the limit refuses takes a place in the window all the same.
enum class RefusedRequests : std::uint8_t { not_counted, counted };

/// Whether logins take a place in the window.
enum class LoginsInLimit : std::uint8_t { counted, not_counted };

/// What becomes of the tokens given before when a new one is given.
enum class OlderTokens : std::uint8_t { stay_valid, become_invalid };

/// Where a login's answer holds `access_token`.
enum class TokenPlace : std::uint8_t { top_level, under_data };

/// Whether a login's answer says how long the token lives.
enum class ExpiresIn : std::uint8_t { absent, number, text };

/// HTTP status of code -2 (wrong or expired token).
enum class TokenErrorStatus : std::uint8_t { ok_200, unauthorized_401 };

/// HTTP status of the other errors.
enum class ErrorStatus : std::uint8_t {
  ok_200,    ///< always 200, as seen with -1, -7 and -11
  matching,  ///< 401 (-1), 429 (-7), 400 (-10), 404 (-11), 501 (-99), 503 (-999)
};

/// What is answered during maintenance (code -999).
enum class MaintenanceBody : std::uint8_t { json, html };

/// How `success` holds the number.
enum class SuccessShape : std::uint8_t {
  text_array,    ///< ["202604277420970"]
  text,          ///< "202604277420970"
  number,        ///< 202604277420970; a number that is not all digits is sent as text
  number_array,  ///< [202604277420970]
  order_map,     ///< {"202604277420970": "202604277420970"}
  index_map,     ///< {"0": "202604277420970"}
};

/// Which number `success` holds when the request named one item.
enum class SuccessNames : std::uint8_t { order, item };

/// How `failed`, and `prod_order_list` in it, hold their entries.
enum class FailedShape : std::uint8_t {
  list,       ///< [{...}]
  map,        ///< {"202604277420970": {...}}
  index_map,  ///< {"0": {...}}
};

/// How a `success` or `failed` without entries is written.
enum class EmptyList : std::uint8_t { array, missing, null };

/// Where `success` and `failed` stand.
enum class ResultPlace : std::uint8_t { under_data, top_level };

/// How a `data` with nothing in it is written, in errors and in bare successes.
enum class EmptyData : std::uint8_t { missing, array };

/// What a processed request is answered with.
enum class SuccessAnswer : std::uint8_t {
  with_result,  ///< `success` and `failed`
  bare,         ///< code 200 alone, when every item was processed
};

/// What is answered when all items are in a state that forbids the action.
enum class WrongState : std::uint8_t {
  failed_list,  ///< code 200, all items in `failed`
  error_code,   ///< code -10
};

/// What happens to an action that has been done before, with the same data.
enum class Repetition : std::uint8_t { refused, accepted };

/// Whether an item may be sent that was not placed before (PAY_COMPLETE → DELIVERING).
enum class DirectSend : std::uint8_t { refused, allowed };

/// Which `order_version` (in the query or the body) the shop understands. Under the wrong one nothing is found: -11, or an empty list.
enum class OrderVersion : std::uint8_t {
  optional,
  required,  ///< only with `v2`
  v1_only,   ///< never with `v2`
};

/// Whether carriers, reasons and `deliv_fee_method` that are not in the guide's lists are accepted.
enum class CodeLists : std::uint8_t {
  known_only,  ///< others are answered -10; case matters
  any,
};

/// How `request_count`, the number of requests left in the window, is sent.
enum class RequestCount : std::uint8_t { number, text, absent };

/// What `success` holds on the pages for one item (`/prod-orders/{prod_order_no}/...`).
enum class ItemSuccess : std::uint8_t {
  text,          ///< "202604277420970-001"
  text_array,    ///< ["202604277420970-001"]
  order_number,  ///< "202604277420970": the order that the item belongs to
};

/// Whether `send` on the page for one item takes `parcel_code` and `invoice_no` from its body, instead of those set before.
enum class ItemSendData : std::uint8_t { ignored, honoured };

/// What a stored invoice is answered with.
enum class InvoiceAnswer : std::uint8_t {
  bare,         ///< code 200 alone
  with_result,  ///< `success` and `failed`
};

/// What happens to the money when a cancellation is accepted or retried, or a return is done.
enum class AutoRefund : std::uint8_t {
  succeeds,    ///< at once: CANCEL, RETURN
  pending,     ///< CANCELING until cancel/retry, RETURN_REFUNDING
  fails,       ///< CANCEL_FAILED, RETURN_REFUND_FAILED
  impossible,  ///< refused with the text 자동환불불가, in the way of WrongState
};

/// Whether bodies of PATCH requests may be form-encoded (`etc[parcel_code]=CJ`); refused ones are answered -10.
enum class FormBodies : std::uint8_t { accepted, refused };

/// Whether `prod_order_no` may be a JSON array of several; refused ones are answered -10.
enum class ItemLists : std::uint8_t { refused, accepted };

/// Everything that can be set about one sandbox. Times are real time.
struct SandboxOptions {
  std::string key = "sandbox-key-00000000000000000000";    ///< made up; any text will do
  std::string secret = "sandbox-secret-0000000000000000";  ///< made up; any text will do
  std::uint16_t port = 0;                                  ///< of 127.0.0.1; 0: any free one

  int requests_per_second = 5;  ///< more are answered -7; 0: no limit
  LimitWindow limit_window = LimitWindow::sliding;
  RefusedRequests refused_requests = RefusedRequests::not_counted;
  LoginsInLimit logins_in_limit = LoginsInLimit::counted;
  int list_requests_per_second = 1;  ///< GET /shop/orders and the like; more are answered -7; 0: no limit
  SeveralInListLimit several_in_list_limit = SeveralInListLimit::counted;
  ListsInLimit lists_in_limit = ListsInLimit::counted;
  int block_after = 0;                                             ///< so many -7 in a row block the shop; 0: never
  std::chrono::milliseconds block_time = std::chrono::minutes{1};  ///< how long a blocked shop is answered -7
  std::chrono::seconds retry_after{0};                             ///< Retry-After header of -7 and -999; 0: not sent

  std::chrono::milliseconds token_age = std::chrono::hours{1};  ///< how long a token is valid; 0: for ever
  int token_uses = 0;                                           ///< how many requests a token is good for; 0: any number
  OlderTokens older_tokens = OlderTokens::stay_valid;
  TokenPlace token_place = TokenPlace::top_level;
  ExpiresIn expires_in = ExpiresIn::absent;

  TokenErrorStatus token_error_status = TokenErrorStatus::ok_200;
  ErrorStatus error_status = ErrorStatus::ok_200;
  MaintenanceBody maintenance_body = MaintenanceBody::json;
  RequestCount request_count = RequestCount::number;

  SuccessAnswer success_answer = SuccessAnswer::with_result;
  SuccessShape success_shape = SuccessShape::text_array;
  SuccessNames success_names = SuccessNames::order;
  FailedShape failed_shape = FailedShape::list;
  EmptyList empty_list = EmptyList::array;
  ResultPlace result_place = ResultPlace::under_data;
  EmptyData empty_data = EmptyData::missing;
  ItemSuccess item_success = ItemSuccess::text;
  InvoiceAnswer invoice_answer = InvoiceAnswer::bare;

  std::chrono::hours list_window{24 * 92};  ///< longest time between order_date_from and order_date_to; longer ones are answered -19
  OffsetZero offset_zero = OffsetZero::first_page;
  PageBeyondEnd page_beyond_end = PageBeyondEnd::empty;
  LowerCaseFilter lower_case_filter = LowerCaseFilter::ignored;
  PageNumbers page_numbers = PageNumbers::number;
  std::vector<int> empty_list_pages{};  ///< these pages come empty, and the orders that would be there one page later
  int overstated_orders = 0;            ///< `data_count` claims so many orders too many, and `total_page` their pages
  NothingFound nothing_found = NothingFound::no_data;
  SeveralShape several_shape = SeveralShape::maps;
  SeveralEmpty several_empty = SeveralEmpty::array;
  TooManyOrders too_many_orders = TooManyOrders::refused;
  AmountForm amount_form = AmountForm::number;
  NoTime no_time = NoTime::zero;
  NoClaim no_claim = NoClaim::empty_text;
  ExchangeCollecting exchange_collecting = ExchangeCollecting::collectin;
  std::chrono::milliseconds read_lag{0};  ///< for so long reads show an item as it was before its last change

  WrongState wrong_state = WrongState::failed_list;
  Repetition repetition = Repetition::refused;
  DirectSend direct_send = DirectSend::refused;
  OrderVersion order_version = OrderVersion::optional;
  CodeLists code_lists = CodeLists::known_only;
  ItemSendData item_send_data = ItemSendData::ignored;
  AutoRefund auto_refund = AutoRefund::succeeds;
  FormBodies form_bodies = FormBodies::accepted;
  ItemLists item_lists = ItemLists::refused;
  std::string collect_direct = "Y";    ///< `collect_type` that means direct collection
  std::string collect_shipment = "N";  ///< `collect_type` that means a parcel; also understood when `collect_type` is missing
};

}  // namespace imweb::inline v0::testing
