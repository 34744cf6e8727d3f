// A value or a Failure. Every call that can fail at run time returns one.
//
//     auto outcome = client.process(order_no, imweb::Place{});
//     if (!outcome) return report(outcome.failure());
//     use(*outcome);
#pragma once

#include <exception>
#include <utility>
#include <variant>

#include <imweb/base/failure.hpp>

namespace imweb::inline v0 {

/// The result of a call: test it, then take `*outcome` or `outcome.failure()`. Thread rule: as T.
template <class T>
class [[nodiscard]] Outcome {
 public:
  Outcome(T value) : state_(std::in_place_index<0>, std::move(value)) {}            // NOLINT(google-explicit-constructor)
  Outcome(Failure failure) : state_(std::in_place_index<1>, std::move(failure)) {}  // NOLINT(google-explicit-constructor)

  [[nodiscard]] bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  /// The value. Precondition: has_value(); without it the program ends (std::terminate).
  [[nodiscard]] const T& operator*() const& noexcept { return held(std::get_if<0>(&state_)); }
  [[nodiscard]] T& operator*() & noexcept { return held(std::get_if<0>(&state_)); }
  [[nodiscard]] T operator*() && { return std::move(held(std::get_if<0>(&state_))); }  // a value: it may outlive the Outcome
  [[nodiscard]] const T* operator->() const noexcept { return &held(std::get_if<0>(&state_)); }
  [[nodiscard]] T* operator->() noexcept { return &held(std::get_if<0>(&state_)); }

  /// The value, or imweb::Error is thrown with the failure in it.
  [[nodiscard]] const T& value() const& {
    if (!has_value()) throw Error{failure()};
    return **this;
  }
  [[nodiscard]] T value() && {
    if (!has_value()) throw Error{failure()};
    return *std::move(*this);
  }

  /// Why there is no value. Precondition: !has_value(); without it the program ends.
  [[nodiscard]] const Failure& failure() const noexcept { return held(std::get_if<1>(&state_)); }

 private:
  template <class Held>
  static Held& held(Held* state) noexcept {
    if (state == nullptr) std::terminate();
    return *state;
  }

  std::variant<T, Failure> state_;
};

}  // namespace imweb::inline v0
