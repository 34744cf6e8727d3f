#include <imweb/json.hpp>

#include <chrono>
#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <gtest/gtest.h>

namespace imweb {
namespace {

using nlohmann::json;
using std::string_literals::operator""s;

template <class Value>
Value read_back(std::string_view text) {
  return json::parse(text).get<Value>();
}

/// What the exception says when `text` is read as a Value; empty when nothing was thrown.
template <class Value>
std::string complaint_about(std::string_view text) {
  try {
    (void)read_back<Value>(text);
  } catch (const json::exception& error) {
    return error.what();
  }
  return {};
}

Shipment a_shipment() { return {.parcel_code = ParcelCode::cj, .invoice_no = "631245789012"}; }

Return a_return() {
  return {.reason_code = ReasonCode::wrong_order, .deliv_fee_method = DelivFeeMethod::box, .collection = a_shipment()};
}

struct ActionRow {
  OrderAction action;
  std::string_view text;
};

const std::vector<ActionRow> action_rows = {
    {Deposit{}, R"({"action":"deposit"})"},
    {Place{}, R"({"action":"place"})"},
    {Send{.parcel_code = ParcelCode::cj, .invoice_no = "631245789012"},
     R"({"action":"send","parcel_code":"CJ","invoice_no":"631245789012"})"},
    {Complete{}, R"({"action":"complete"})"},
    {Cancel{.reason_code = ReasonCode::sold_out}, R"({"action":"cancel","reason_code":"SOLD_OUT"})"},
    {Return{.reason_code = ReasonCode::broken, .collection = DirectCollection{}},
     R"({"action":"return","reason_code":"BROKEN","collect_type":"Y"})"},
    {a_return(), R"({"action":"return","reason_code":"WRONG_ORDER","deliv_fee_method":"BOX","collect_type":"N",)"
                 R"("parcel_code":"CJ","invoice_no":"631245789012"})"},
    {Exchange{.reason_code = ReasonCode::wrong_option, .collection = DirectCollection{}},
     R"({"action":"exchange","reason_code":"WRONG_OPTION","collect_type":"Y"})"},
    {Exchange{.reason_code = ReasonCode::broken, .collection = a_shipment()},
     R"({"action":"exchange","reason_code":"BROKEN","collect_type":"N","parcel_code":"CJ","invoice_no":"631245789012"})"},
};

TEST(JsonOfAction, HasTheFieldsOfTheGuide) {
  for (const auto& row : action_rows) EXPECT_EQ(json(row.action), json::parse(row.text)) << row.action;
}

TEST(JsonOfAction, IsReadBackAsTheSameAction) {
  for (const auto& row : action_rows) {
    EXPECT_EQ(read_back<OrderAction>(row.text), row.action);
    EXPECT_EQ(json(row.action).get<OrderAction>(), row.action);
  }
}

TEST(JsonOfAction, IsTheSameForTheStructAlone) {
  for (const auto& row : action_rows)
    std::visit(
        [&row](const auto& one) {
          EXPECT_EQ(json(one), json::parse(row.text));
          EXPECT_EQ(json::parse(row.text).get<std::remove_cvref_t<decltype(one)>>(), one);
        },
        row.action);
}

TEST(JsonOfAction, NamesTheActionAsThePathDoes) {
  for (const auto& row : action_rows) EXPECT_EQ(json(row.action).at("action"), name(row.action));
}

TEST(JsonOfAction, KeepsTheOrderOfTheFieldsWhereTheJsonTypeDoes) {
  for (const auto& row : action_rows) EXPECT_EQ(nlohmann::ordered_json(row.action).dump(), row.text);
}

TEST(JsonOfAction, IsReadFromAnOrderedJson) {
  for (const auto& row : action_rows) EXPECT_EQ(nlohmann::ordered_json::parse(row.text).get<OrderAction>(), row.action);
}

TEST(JsonOfAction, KeepsCodesThatThisVersionDoesNotKnow) {
  const OrderAction action = Return{.reason_code = ReasonCode{"LOST_BY_CARRIER"},
                                    .deliv_fee_method = DelivFeeMethod{"COUPON"},
                                    .collection = Shipment{.parcel_code = ParcelCode{"newcarrier"}, .invoice_no = "1"}};

  EXPECT_EQ(read_back<OrderAction>(json(action).dump()), action);
}

TEST(JsonOfAction, KeepsEveryText) {
  const std::string texts[] = {""s, " "s, "a\0b"s, "\r\n\t"s, R"("'\/{}[])"s, "송장"s, "😀"s, "\u2028"s, std::string(10'000, 'x')};
  for (const auto& text : texts) {
    const OrderAction action = Send{.parcel_code = ParcelCode{text}, .invoice_no = text};
    EXPECT_EQ(read_back<OrderAction>(json(action).dump()), action);
  }
}

TEST(JsonOfAction, KeepsEvenTextThatIsNotUtf8UntilItIsDumped) {
  const OrderAction action = Send{.parcel_code = ParcelCode::cj, .invoice_no = "\xff\xfe"};
  const json line(action);

  EXPECT_EQ(line.get<OrderAction>(), action);
  EXPECT_THROW((void)line.dump(), json::type_error);
  EXPECT_NO_THROW((void)line.dump(-1, ' ', false, json::error_handler_t::replace));
}

TEST(JsonOfAction, IgnoresFieldsThatAreNotOurs) {
  EXPECT_EQ(read_back<OrderAction>(R"({"action":"place","id":7,"invoice_no":null})"), OrderAction{Place{}});
  EXPECT_EQ(read_back<Cancel>(R"({"action":"cancel","reason_code":"BROKEN","collect_type":5})"),
            Cancel{.reason_code = ReasonCode::broken});
}

TEST(JsonOfAction, IsReadWithoutFollowingDeepNesting) {
  const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');

  EXPECT_EQ(read_back<OrderAction>(R"({"action":"place","extra":)" + deep + "}"), OrderAction{Place{}});
  EXPECT_NE(complaint_about<OrderAction>(R"({"action":"cancel","reason_code":)" + deep + "}").find("must be a string"),
            std::string::npos);
}

struct RefusedRow {
  std::string_view text;
  std::string_view complaint;
};

TEST(JsonOfAction, IsRefusedByNameWhereItIsWrong) {
  const RefusedRow rows[] = {
      {"null", "action must be in an object, but this is null"},
      {"[]", "action must be in an object, but this is array"},
      {R"("send")", "action must be in an object, but this is string"},
      {"{}", "action is missing"},
      {R"({"action":null})", "action must be a string, but is null"},
      {R"({"action":["send"]})", "action must be a string, but is array"},
      {R"({"action":""})", "action is none of deposit, place, send, complete, cancel, return, exchange"},
      {R"({"action":"SEND"})", "action is none of deposit"},
      {R"({"action":"send "})", "action is none of deposit"},
      {R"({"action":"refund"})", "action is none of deposit"},
      {R"({"action":"send","invoice_no":"1"})", "parcel_code is missing"},
      {R"({"action":"send","parcel_code":"CJ"})", "invoice_no is missing"},
      {R"({"action":"send","parcel_code":"CJ","invoice_no":631245789012})", "invoice_no must be a string, but is number"},
      {R"({"action":"send","parcel_code":{},"invoice_no":"1"})", "parcel_code must be a string, but is object"},
      {R"({"action":"cancel"})", "reason_code is missing"},
      {R"({"action":"cancel","reason_code":null})", "reason_code must be a string, but is null"},
      {R"({"action":"cancel","reason_code":true})", "reason_code must be a string, but is boolean"},
  };
  for (const auto& row : rows)
    EXPECT_NE(complaint_about<OrderAction>(row.text).find(row.complaint), std::string::npos)
        << row.text << ": " << complaint_about<OrderAction>(row.text);
}

TEST(JsonOfCollection, IsRefusedByNameWhereItIsWrong) {
  const RefusedRow rows[] = {
      {R"({})", "collect_type is missing"},
      {R"({"collect_type":true})", "collect_type must be a string, but is boolean"},
      {R"({"collect_type":""})", "collect_type must be Y or N"},
      {R"({"collect_type":"y"})", "collect_type must be Y or N"},
      {R"({"collect_type":"direct"})", "collect_type must be Y or N"},
      {R"({"collect_type":"N"})", "parcel_code is missing"},
      {R"({"collect_type":"N","parcel_code":"CJ"})", "invoice_no is missing"},
      {R"({"collect_type":"N","parcel_code":"CJ","invoice_no":1})", "invoice_no must be a string"},
      {R"({"collect_type":"Y","parcel_code":"CJ"})", "parcel_code contradicts collect_type Y"},
      {R"({"collect_type":"Y","invoice_no":""})", "invoice_no contradicts collect_type Y"},
  };
  for (const auto& row : rows) {
    auto action = json::parse(row.text);
    action.update({{"action", "return"}, {"reason_code", "BROKEN"}});
    EXPECT_NE(complaint_about<Return>(action.dump()).find(row.complaint), std::string::npos) << row.text;
    EXPECT_NE(complaint_about<Collection>(row.text).find(row.complaint), std::string::npos) << row.text;
  }
}

TEST(JsonOfReturn, MayLeaveTheFeeMethodOutButNotSayNull) {
  constexpr std::string_view without = R"({"action":"return","reason_code":"BROKEN","collect_type":"Y"})";
  constexpr std::string_view null = R"({"action":"return","reason_code":"BROKEN","deliv_fee_method":null,"collect_type":"Y"})";

  EXPECT_EQ(read_back<Return>(without).deliv_fee_method, std::nullopt);
  EXPECT_FALSE(json(read_back<Return>(without)).contains("deliv_fee_method"));
  EXPECT_NE(complaint_about<Return>(null).find("deliv_fee_method must be a string, but is null"), std::string::npos);
}

TEST(JsonOfStruct, IsNotReadFromAnotherAction) {
  EXPECT_NE(complaint_about<Send>(R"({"parcel_code":"CJ","invoice_no":"1"})").find("action is missing"), std::string::npos);
  EXPECT_NE(complaint_about<Place>(R"({"action":"deposit"})").find("action must be place"), std::string::npos);
  EXPECT_NE(complaint_about<Exchange>(R"({"action":"return","reason_code":"BROKEN","collect_type":"Y"})").find("must be exchange"),
            std::string::npos);
}

TEST(JsonOfCollection, StandsAloneWithItsOwnFields) {
  const json direct(Collection{DirectCollection{}});
  const json by_parcel(Collection{a_shipment()});

  EXPECT_EQ(direct, json::parse(R"({"collect_type":"Y"})"));
  EXPECT_EQ(by_parcel, json::parse(R"({"collect_type":"N","parcel_code":"CJ","invoice_no":"631245789012"})"));
  EXPECT_EQ(direct.get<Collection>(), Collection{DirectCollection{}});
  EXPECT_EQ(by_parcel.get<Collection>(), Collection{a_shipment()});
  EXPECT_EQ(json(DirectCollection{}), direct);
  EXPECT_EQ(direct.get<DirectCollection>(), DirectCollection{});
  EXPECT_THROW((void)by_parcel.get<DirectCollection>(), json::type_error);
}

TEST(JsonOfShipment, HoldsCarrierAndInvoiceNumber) {
  EXPECT_EQ(json(a_shipment()), json::parse(R"({"parcel_code":"CJ","invoice_no":"631245789012"})"));
  EXPECT_EQ(json(a_shipment()).get<Shipment>(), a_shipment());
  EXPECT_NE(complaint_about<Shipment>(R"({"parcel_code":"CJ"})").find("invoice_no is missing"), std::string::npos);
}

template <class Text>
void expect_is_its_text(const std::string& field) {
  EXPECT_EQ(json(Text{"Ab-1"}), "Ab-1");
  EXPECT_EQ(json("Ab-1").get<Text>(), Text{"Ab-1"});
  for (const char* wrong : {"1", "1.5", "null", "true", "[]", "{}", R"(["1"])"})
    EXPECT_NE(complaint_about<Text>(wrong).find(field + " must be a string, but is "), std::string::npos) << wrong;
}

TEST(JsonOfText, IsTheTextItself) {
  expect_is_its_text<OrderNo>("order_no");
  expect_is_its_text<ProdOrderNo>("prod_order_no");
  expect_is_its_text<ReasonCode>("reason_code");
  expect_is_its_text<ParcelCode>("parcel_code");
  expect_is_its_text<DelivFeeMethod>("deliv_fee_method");
}

TEST(JsonOfTarget, HoldsTheItemOnlyWhereThereIsOne) {
  const OrderTarget order = OrderNo{"1"};
  const OrderTarget item{.order_no = OrderNo{"1"}, .prod_order_no = ProdOrderNo{"1-001"}};

  EXPECT_EQ(json(order), json::parse(R"({"order_no":"1"})"));
  EXPECT_EQ(json(item), json::parse(R"({"order_no":"1","prod_order_no":"1-001"})"));
  EXPECT_EQ(json(order).get<OrderTarget>(), order);
  EXPECT_EQ(json(item).get<OrderTarget>(), item);
}

TEST(JsonOfTarget, IsNeverWidenedToTheWholeOrderByAWrongItem) {
  const RefusedRow rows[] = {
      {R"({"order_no":"1","prod_order_no":null})", "prod_order_no must be a string, but is null"},
      {R"({"order_no":"1","prod_order_no":["1-001"]})", "prod_order_no must be a string, but is array"},
      {R"({"order_no":1})", "order_no must be a string, but is number"},
      {R"({"prod_order_no":"1-001"})", "order_no is missing"},
      {R"("1")", "order_no must be in an object, but this is string"},
  };
  for (const auto& row : rows)
    EXPECT_NE(complaint_about<OrderTarget>(row.text).find(row.complaint), std::string::npos) << row.text;
}

OrderActionResult a_result() {
  return {.success = {OrderNo{"1"}},
          .failed = {{.order_no = OrderNo{"2"},
                      .prod_order_list = {{.prod_order_no = ProdOrderNo{"2-001"}, .msg = "처리 불가", .detail_msg = "이미 취소"}}},
                     {.order_no = OrderNo{"3"}}}};
}

constexpr std::string_view result_text =
    R"({"success":["1"],"failed":[{"order_no":"2","prod_order_list":)"
    R"([{"prod_order_no":"2-001","msg":"처리 불가","detail_msg":"이미 취소"}]},{"order_no":"3","prod_order_list":[]}]})";

TEST(JsonOfResult, HoldsSuccessAndRefusals) {
  EXPECT_EQ(json(a_result()), json::parse(result_text));
  EXPECT_EQ(json(OrderActionResult{}), json::parse(R"({"success":[],"failed":[]})"));
}

TEST(JsonOfResult, IsReadBackWholeAndInParts) {
  EXPECT_EQ(read_back<OrderActionResult>(result_text), a_result());
  EXPECT_EQ(json(OrderActionResult{}).get<OrderActionResult>(), OrderActionResult{});
  EXPECT_EQ(json(a_result().failed[0]).get<OrderActionFailed>(), a_result().failed[0]);

  const auto item = a_result().failed[0].prod_order_list[0];
  EXPECT_EQ(json(item).get<OrderActionFailedProdOrder>(), item);
}

TEST(JsonOfResult, HoldsTheReasonForAWholeOrderWhereThereIsOne) {
  const OrderActionFailed order{.order_no = OrderNo{"1"}, .msg = "m", .detail_msg = "d"};
  EXPECT_EQ(json(order), json::parse(R"({"order_no":"1","prod_order_list":[],"msg":"m","detail_msg":"d"})"));
  EXPECT_EQ(json(order).get<OrderActionFailed>(), order);
}

TEST(JsonOfResult, IsRefusedByNameWhereItIsWrong) {
  const RefusedRow rows[] = {
      {"[]", "success must be in an object, but this is array"},
      {R"({"failed":[]})", "success is missing"},
      {R"({"success":[]})", "failed is missing"},
      {R"({"success":"1","failed":[]})", "success must be an array, but is string"},
      {R"({"success":[1],"failed":[]})", "an element of success must be a string, but is number"},
      {R"({"success":[null],"failed":[]})", "an element of success must be a string, but is null"},
      {R"({"success":[],"failed":{}})", "failed must be an array, but is object"},
      {R"({"success":[],"failed":["2"]})", "order_no must be in an object, but this is string"},
      {R"({"success":[],"failed":[{"order_no":"2"}]})", "prod_order_list is missing"},
      {R"({"success":[],"failed":[{"order_no":"2","prod_order_list":[{"prod_order_no":"3","detail_msg":""}]}]})",
       "msg is missing"},
      {R"({"success":[],"failed":[{"order_no":"2","prod_order_list":[{"prod_order_no":3}]}]})", "prod_order_no must be a string"},
  };
  for (const auto& row : rows)
    EXPECT_NE(complaint_about<OrderActionResult>(row.text).find(row.complaint), std::string::npos) << row.text;
}

TEST(JsonOfList, HoldsOneElementForEachValue) {
  const std::vector<OrderAction> actions = {Place{}, Cancel{.reason_code = ReasonCode::broken}};
  const std::vector<OrderNo> numbers = {OrderNo{"1"}, OrderNo{"2"}};

  EXPECT_EQ(json(actions).get<std::vector<OrderAction>>(), actions);
  EXPECT_EQ(json(numbers).dump(), R"(["1","2"])");
  EXPECT_EQ(json(numbers).get<std::vector<OrderNo>>(), numbers);
}

TEST(JsonOfFailure, HoldsEverythingThatItAnswers) {
  const Failure failure{{.kind = FailureKind::rate_limited,
                         .effect = Effect::not_applied,
                         .message = "too fast",
                         .code = -7,
                         .http_status = 200,
                         .attempts = 2,
                         .retry_after = std::chrono::milliseconds{3000}}};

  EXPECT_EQ(json(failure), json::parse(R"({"kind":"rate_limited","effect":"not_applied","message":"too fast","code":-7,)"
                                       R"("http_status":200,"attempts":2,"retry_after_ms":3000})"));
}

TEST(JsonOfFailure, LeavesOutWhatItDoesNotHave) {
  const Failure failure{{.kind = FailureKind::transport, .effect = Effect::unknown, .message = "broke", .attempts = 1}};

  EXPECT_EQ(json(failure),
            json::parse(R"({"kind":"transport","effect":"unknown","message":"broke","http_status":0,"attempts":1})"));
}

TEST(Json, CanBeWrittenAndReadInPlace) {
  json line;
  to_json(line, a_shipment());
  EXPECT_EQ(line, json(a_shipment()));

  Shipment shipment{.parcel_code = ParcelCode::etc, .invoice_no = ""};
  line.get_to(shipment);
  EXPECT_EQ(shipment, a_shipment());

  OrderAction action = Place{};
  from_json(json(a_return()), action);
  EXPECT_EQ(action, OrderAction{a_return()});
}

TEST(Json, LeavesTheOldValueWhereReadingFails) {
  Shipment shipment = a_shipment();

  EXPECT_THROW(json::parse(R"({"parcel_code":"LOTTE"})").get_to(shipment), json::out_of_range);
  EXPECT_EQ(shipment, a_shipment());
}

template <class Value>
concept Readable = requires(const json& line) {
  line.get<Value>();
};

static_assert(Readable<OrderAction> && Readable<Return> && Readable<OrderTarget> && Readable<std::vector<OrderNo>>);
static_assert(!detail::JsonValue<Failure> && !detail::JsonValue<int> && !detail::JsonValue<std::string>);

}  // namespace
}  // namespace imweb
