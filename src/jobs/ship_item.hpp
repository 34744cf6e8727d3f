// One item on its way through a run of `ship`: what was seen of it, what was sent for it, and what that means for what comes next. No requests are made here.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <imweb/base/failure.hpp>
#include <imweb/base/time.hpp>
#include <imweb/orders/prod_order.hpp>
#include <imweb/orders/ship_step.hpp>
#include <imweb/orders/shipment.hpp>
#include <imweb/pipeline/rules/doubt.hpp>
#include <imweb/ship.hpp>

#include "orders/ship_steps.hpp"
#include "unknown_writes.hpp"

namespace imweb::inline v0::jobs {

/// How one step ended, as far as its own answer tells.
struct StepEnd {
  enum class Kind : std::uint8_t {
    not_taken,
    confirmed,  ///< imweb named the item among its successes
    refused,    ///< imweb gave a reason
    unknown,    ///< it may have taken effect
    not_sent,   ///< it was not, for another reason
  };

  Kind kind = Kind::not_taken;
  TimePoint at{};
  std::string reason{};  ///< imweb's, or that of the failure
  std::optional<Failure> failure{};
};

/// Whether imweb turned something down, as opposed to not having been asked.
[[nodiscard]] inline bool is_refusal(const Failure& failure) noexcept {
  using enum FailureKind;
  const FailureKind kind = failure.kind();
  return kind == refused || kind == not_found || kind == not_permitted || kind == invalid_argument;
}

namespace next {
/// Nothing more will happen to the item in this run.
struct Decided {
  ShipState state;
  std::string message{};
  std::optional<Failure> failure{};
  std::optional<ShipStep> in_doubt{};  ///< may have taken effect: to be remembered beyond this run
};
/// These steps are missing and may be taken.
struct Go {
  std::vector<ShipStep> steps;
};
/// It is to be looked at again then.
struct LookAt {
  TimePoint time;
};
}  // namespace next

using Next = std::variant<next::Decided, next::Go, next::LookAt>;

/// What decides beside the item itself.
struct ShipRules {
  ShipRoute route;
  enum class Mode : std::uint8_t { plan, ship } mode;
  Duration patience;
};

class ShipItem {
 public:
  ShipItem(OrderNo order_no, Shipment shipment, ProdOrder seen, TimePoint asked_at, std::size_t request)
      : order_no_(std::move(order_no)),
        shipment_(std::move(shipment)),
        seen_(std::move(seen)),
        seen_at_(asked_at),
        request_(request) {}

  /// A read that was begun at `asked_at` shows the item so.
  void saw(ProdOrder item, TimePoint asked_at);

  /// What comes next after a read that was begun at `asked_at`, whether it showed the item or not. `writes` are what earlier calls lost.
  [[nodiscard]] Next next_after_look(const ShipRules& rules, TimePoint asked_at, TimePoint now, const UnknownWrites& writes);

  /// What is to be said when it cannot be read again.
  [[nodiscard]] next::Decided last_word(const Failure& why) const;

  /// For later calls: the step may have taken effect.
  void remember(ShipStep step, UnknownWrites& writes) const;

  /// Its steps are in line, or on their way.
  void goes() noexcept { is_going_ = true; }
  [[nodiscard]] bool is_going() const noexcept { return is_going_; }

  void took(ShipStep step) { taken_.push_back(step); }
  void ended(ShipStep step, StepEnd end) { end_of(step) = std::move(end); }

  [[nodiscard]] const OrderNo& order_no() const noexcept { return order_no_; }
  [[nodiscard]] const ProdOrderNo& prod_order_no() const noexcept { return seen_.prod_order_no; }
  [[nodiscard]] const Shipment& shipment() const noexcept { return shipment_; }
  [[nodiscard]] bool has_begun() const noexcept { return !taken_.empty(); }
  [[nodiscard]] std::size_t request() const noexcept { return request_; }
  [[nodiscard]] bool is_decided() const noexcept { return report_.has_value(); }
  [[nodiscard]] const ShippedItem& decide(next::Decided decided);
  /// Precondition: is_decided().
  [[nodiscard]] const ShippedItem& report() const { return *report_; }

 private:
  /// A write that may have taken effect: of this run or of an earlier call.
  struct Lost {
    TimePoint at;
    TimePoint quiet_until;
    Duration patience;  ///< how long to look after `at`; past that it stays in doubt
  };

  [[nodiscard]] StepEnd& end_of(ShipStep step) noexcept { return ends_[static_cast<std::size_t>(step)]; }
  [[nodiscard]] const StepEnd& end_of(ShipStep step) const noexcept { return ends_[static_cast<std::size_t>(step)]; }
  [[nodiscard]] Next next_unshown(TimePoint now);
  [[nodiscard]] Next next_of_need(const ShipNeed& need, const ShipRules& rules, TimePoint asked_at, TimePoint now,
                                  const UnknownWrites& writes);
  [[nodiscard]] std::optional<Lost> lost_in(const ShipNeed& need, ShipStep step, const ShipRules& rules,
                                            const UnknownWrites& writes) const;
  [[nodiscard]] Next next_in_doubt(const ShipNeed& need, ShipStep step, const Lost& lost, TimePoint asked_at, TimePoint now);
  [[nodiscard]] next::Decided in_doubt(ShipStep step) const;

  OrderNo order_no_;
  Shipment shipment_;
  ProdOrder seen_;
  TimePoint seen_at_;
  std::size_t request_;
  std::vector<ShipStep> taken_{};
  std::array<StepEnd, 3> ends_{};
  std::optional<pipeline::rules::Doubt> doubt_{};  ///< about what was lost at doubted_at_
  TimePoint doubted_at_ = TimePoint::min();
  TimePoint disproved_at_ = TimePoint::min();  ///< what was lost up to then has not taken effect
  bool is_going_ = false;
  int unshown_ = 0;  ///< reads in a row that did not show the item
  std::optional<ShippedItem> report_{};
};

}  // namespace imweb::inline v0::jobs
