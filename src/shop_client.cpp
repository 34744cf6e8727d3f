#include "shop_client.hpp"

#include <array>
#include <random>

#include "validate_options.hpp"

namespace imweb::inline v0 {

namespace {

/// Nothing but a time to wait for.
class WaitJob final : public engine::Job {
 public:
  WaitJob(std::shared_ptr<engine::ShopDesk> shop, TimePoint time, std::stop_token stop, Callback<ShopClient::Waited> on_time)
      : Job(std::move(shop), {.label = "wait", .deadline = time, .stop = std::move(stop), .purpose = engine::Task::Purpose::wait}),
        on_time_(std::move(on_time)) {}

  [[nodiscard]] http::Request request() const override { return {}; }
  [[nodiscard]] http::Envelope read(std::string) override { return {}; }
  void conclude(pipeline::Conclusion conclusion) override {
    const auto* end = std::get_if<Failure::Details>(&conclusion);
    const bool is_time = end && end->kind == FailureKind::deadline_exceeded;
    on_time_(is_time ? ShopClient::Waited::until_then : ShopClient::Waited::in_vain);
  }

 private:
  Callback<ShopClient::Waited> on_time_;
};

}  // namespace

Failure refusal(std::string_view what) {
  return Failure{{.kind = FailureKind::invalid_argument, .message = "nothing was sent: " + std::string{what}}};
}

ShopClient::ShopClient(ClientOptions options, std::shared_ptr<engine::Core> core)
    : mistake_(find_mistake(options)),
      core_(std::move(core)),
      desk_(std::make_shared<engine::ShopDesk>(mistake_ ? ClientOptions{} : std::move(options), core_->now(),
                                               std::random_device{}())) {
  if (!detects()) return;
  spellings_.assign(versions, desk_->options);
  constexpr std::array<std::string_view, versions> words{"v2", "v1", ""};
  for (std::size_t i = 0; i < versions; ++i) spellings_[i].order_version = words[i];
}

ShopClient::~ShopClient() {
  if (!core_->is_orphaned()) core_->close(desk_);
}

std::optional<Failure> ShopClient::refuse(const CallOptions& options) const {
  if (mistake_) return refusal("the client's options are wrong: " + *mistake_);
  if (const auto mistake = find_mistake(options)) return refusal("the call's options are wrong: " + *mistake);
  return std::nullopt;
}

std::optional<Failure> ShopClient::refuse_to_start() const {
  if (core_->is_orphaned()) return refusal("this client was made before fork(); make a new one in the child process");
  if (core_->has_ended()) return refusal("this client's engine has ended: it was destroyed, or the program exits");
  return std::nullopt;
}

Failure ShopClient::would_wait_for_itself() {
  return refusal("a call that waits would wait for itself on the engine's thread; use start() in callbacks");
}

Failure ShopClient::engine_is_gone() {
  return Failure{{.kind = FailureKind::cancelled, .message = "nothing was sent: the client's engine ended meanwhile"}};
}

void ShopClient::wait_until(TimePoint time, const CallOptions& options, Callback<Waited> on_time) {
  core_->put(*desk_, engine::message::Begin{std::make_unique<WaitJob>(desk_, time, options.stop, std::move(on_time))});
}

const ClientOptions& ShopClient::spelt(std::size_t version) const noexcept {
  return detects() ? spellings_[version] : desk_->options;
}

TimePoint ShopClient::deadline_after(std::chrono::milliseconds wait) const {
  constexpr std::chrono::milliseconds longest = std::chrono::hours{24 * 365};  // far from overflow
  return now() + std::clamp(wait, std::chrono::milliseconds{0}, longest);
}

}  // namespace imweb::inline v0
