#include <imweb/base/callback.hpp>

#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>

#include <gtest/gtest.h>

namespace imweb {
namespace {

using TextCallback = Callback<std::string>;

static_assert(std::is_copy_constructible_v<TextCallback> && std::is_nothrow_move_constructible_v<TextCallback>);
static_assert(!std::is_constructible_v<TextCallback, int>);
static_assert(!std::is_constructible_v<TextCallback, std::nullptr_t>);
static_assert(!std::is_constructible_v<TextCallback, void (*)()>);
static_assert(!std::is_convertible_v<TextCallback, bool> && std::is_constructible_v<bool, TextCallback>);

TEST(Callback, IsEmptyUntilItIsGivenAFunction) {
  TextCallback callback;
  EXPECT_FALSE(callback);

  callback = [](const std::string&) {};
  EXPECT_TRUE(callback);
}

TEST(Callback, PassesItsArgumentOn) {
  std::string heard;
  TextCallback callback = [&heard](std::string text) { heard = std::move(text); };

  callback("hello");

  EXPECT_EQ(heard, "hello");
}

TEST(Callback, TakesAFunctionThatCannotBeCopied) {
  int heard = 0;
  Callback<int> callback = [&heard, offset = std::make_unique<int>(40)](int value) { heard = *offset + value; };

  callback(2);

  EXPECT_EQ(heard, 42);
}

TEST(Callback, HandsOnAnArgumentThatCannotBeCopied) {
  std::unique_ptr<int> heard;
  Callback<std::unique_ptr<int>> callback = [&heard](std::unique_ptr<int> value) { heard = std::move(value); };

  callback(std::make_unique<int>(3));

  ASSERT_NE(heard, nullptr);
  EXPECT_EQ(*heard, 3);
}

TEST(Callback, CopiesANamedFunctionAndLeavesItUsable) {
  int calls = 0;
  const std::function<void(int)> named = [&calls](int value) { calls += value; };
  Callback<int> callback = named;

  callback(1);
  named(10);

  EXPECT_EQ(calls, 11);
}

TEST(Callback, MovesWithItsFunction) {
  int heard = 0;
  Callback<int> from = [&heard](int value) { heard = value; };

  Callback<int> to = std::move(from);
  to(5);

  EXPECT_EQ(heard, 5);
  EXPECT_FALSE(from);  // NOLINT(bugprone-use-after-move): that it is empty is the promise
}

TEST(Callback, DestroysItsFunctionExactlyOnce) {
  const auto counted = std::make_shared<int>(0);
  {
    Callback<int> callback = [counted](int) {};
    const Callback<int> moved = std::move(callback);
    EXPECT_EQ(counted.use_count(), 2);
  }
  EXPECT_EQ(counted.use_count(), 1);
}

TEST(Callback, LetsAnExceptionOfItsFunctionThrough) {
  Callback<int> callback = [](int) { throw std::string{"as it came"}; };

  EXPECT_THROW(callback(1), std::string);
}

}  // namespace
}  // namespace imweb
