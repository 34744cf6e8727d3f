// A function to be called later, once, with one argument. Unlike std::function it takes move-only callables (a std::promise in a
// lambda, say), and costs users' compilers less.
#pragma once

#include <type_traits>
#include <utility>

#include <imweb/base/pointers.hpp>

namespace imweb::inline v0 {

/// Made from anything that can be called with an `Argument`; copies share it. Empty by default. Thread rule: as the callable inside.
template <class Argument>
class Callback {
 public:
  Callback() = default;

  template <class Function>
    requires(!std::is_same_v<std::remove_cvref_t<Function>, Callback> && std::is_invocable_v<Function&, Argument>)
  Callback(Function&& function)  // NOLINT(google-explicit-constructor): lambdas are passed as they are
      : held_(std::make_shared<Held<std::decay_t<Function>>>(std::forward<Function>(function))) {}

  explicit operator bool() const noexcept { return held_ != nullptr; }

  /// Precondition: not empty.
  void operator()(Argument argument) const { held_->call(std::move(argument)); }

 private:
  struct Base {
    Base() = default;
    Base(const Base&) = delete;
    Base& operator=(const Base&) = delete;
    virtual ~Base() = default;
    virtual void call(Argument argument) = 0;
  };

  template <class Function>
  struct Held final : Base {
    template <class Given>
    explicit Held(Given&& given) : function(std::forward<Given>(given)) {}
    void call(Argument argument) override { function(std::move(argument)); }
    Function function;
  };

  std::shared_ptr<Base> held_;
};

}  // namespace imweb::inline v0
