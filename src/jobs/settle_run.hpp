// One run of `settle`: looks at the items of an order until they show what became of an action, or until time is up. On the engine's thread.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <imweb/base/callback.hpp>
#include <imweb/orders/prod_order.hpp>
#include <imweb/pipeline/rules/doubt.hpp>
#include <imweb/settle.hpp>

#include "orders/evidence.hpp"
#include "shop_client.hpp"

namespace imweb::inline v0::jobs {

/// What is to be settled.
struct Question {
  OrderTarget target;
  std::string subject;     ///< "send of order 202604270000001"
  std::string_view label;  ///< the action's name; static text
  Duration quiet;
  bool needs_person = false;  ///< it cannot be taken back: even when it was not applied, a person decides
  std::function<Evidence(const ProdOrder& item)> evidence;
};

class SettleRun : public std::enable_shared_from_this<SettleRun> {
 public:
  SettleRun(ShopClient& client, Question question, const SettleOptions& options, Callback<Settlement> on_done);

  void begin();

 private:
  void look();
  void take(TimePoint asked_at, const Outcome<std::vector<ProdOrder>>& items);
  void judge(TimePoint asked_at, const std::vector<Evidence>& evidence);
  void look_later(std::string_view so_far);
  void forget_doubt();
  void finish(Finding finding, std::string_view what);

  ShopClient& client_;
  const Question question_;
  const SettleOptions options_;
  Callback<Settlement> on_done_;
  TimePoint gives_up_at_{};
  std::optional<pipeline::rules::Doubt> doubt_;
  Settlement settlement_;
};

}  // namespace imweb::inline v0::jobs
