#include <imweb/orders/explain.hpp>

#include <string>

#include <gtest/gtest.h>

namespace imweb {
namespace {

const OrderNo order_no{"202604270000001"};
const ProdOrderNo item{"202604270000001-001"};

Failure::Details details(Effect effect) {
  return {.kind = FailureKind::transport, .effect = effect, .message = "the connection broke"};
}

TEST(Explain, SaysThatNothingHappenedAndWhatToDo) {
  EXPECT_EQ(
      explain(order_no, Place{}, details(Effect::not_applied)).message(),
      "place of order 202604270000001 did not take effect: the connection broke. It is safe to repeat it; check network, DNS "
      "and TLS settings if this stays.");
  EXPECT_EQ(explain(item, SendItem{}, details(Effect::not_applied)).message().find("send of item 202604270000001-001 did not take"),
            0U);
}

TEST(Explain, PointsToSettleWhereTheEffectIsUnknown) {
  const std::string end =
      " may have taken effect, and was not repeated: the connection broke. Find out before repeating: settle(target, action) "
      "reads "
      "how the items stand and says what happened.";
  EXPECT_EQ(explain(order_no, Place{}, details(Effect::unknown)).message(), "place of order 202604270000001" + end);
  EXPECT_EQ(explain(item, Place{}, details(Effect::unknown)).message(), "place of item 202604270000001-001" + end);
}

TEST(Explain, LeavesWhatMovesMoneyToAPerson) {
  const std::string message = explain(order_no, CancelAccept{.refund_point = NoPointRefund{}}, details(Effect::unknown)).message();
  EXPECT_EQ(
      message,
      "cancel/accept of order 202604270000001 may have taken effect, and was not repeated: the connection broke. It is one that "
      "only a person may repeat, and nothing repeats it by itself: look at the order in the site admin first.");
}

TEST(Explain, KeepsEverythingButTheMessage) {
  const auto failure = explain(item, Place{},
                               {.kind = FailureKind::refused, .effect = Effect::not_applied, .code = -10, .attempts = 2});
  EXPECT_EQ(failure.kind(), FailureKind::refused);
  EXPECT_EQ(failure.effect(), Effect::not_applied);
  EXPECT_EQ(failure.code(), -10);
  EXPECT_EQ(failure.attempts(), 2);
}

}  // namespace
}  // namespace imweb
