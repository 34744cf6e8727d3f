// A secret must leave no readable copy behind. The memory of each is looked at when it is given back, so this program replaces the global
// operator new and delete by their plain meaning plus that look. ThreadSanitizer does not allow that and offers a hook instead.
#include <imweb/base/secret.hpp>

#include <algorithm>
#include <atomic>
#include <concepts>
#include <cstdlib>
#include <memory>
#include <new>
#include <ostream>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <gtest/gtest.h>

#include <imweb/base/outcome.hpp>
#include <imweb/base/print.hpp>

namespace imweb {
namespace {

/// Watches one block of memory until it is given back, and remembers what stood in it then.
struct WatchedBlock {
  std::atomic<const void*> address = nullptr;
  std::size_t size = 0;
  bool was_given_back = false;
  bool was_all_zero = false;

  void watch(std::string_view bytes) {
    size = bytes.size();
    was_given_back = was_all_zero = false;
    address = bytes.data();
  }

  void look_before_freeing(const void* block) noexcept {
    if (block == nullptr || address != block) return;
    const auto* bytes = static_cast<const unsigned char*>(block);
    was_all_zero = std::all_of(bytes, bytes + size, [](unsigned char byte) { return byte == 0; });
    was_given_back = true;
    address = nullptr;
  }
};

WatchedBlock watched_block;

}  // namespace
}  // namespace imweb

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define THREAD_SANITIZER_OWNS_DELETE
#endif
#endif

#if defined(THREAD_SANITIZER_OWNS_DELETE)
#include <sanitizer/allocator_interface.h>
[[maybe_unused]] const int hooks_are_installed = __sanitizer_install_malloc_and_free_hooks(
    [](const volatile void*, std::size_t) {},
    [](const volatile void* block) { imweb::watched_block.look_before_freeing(const_cast<const void*>(block)); });
#else
// Not inlined, because g++ warns of a mismatch when it sees one half of a pair inside and the other outside.
[[gnu::noinline]] void* operator new(std::size_t size) {
  if (void* block = std::malloc(size == 0 ? 1 : size)) return block;
  throw std::bad_alloc{};
}
[[gnu::noinline]] void operator delete(void* block) noexcept {
  imweb::watched_block.look_before_freeing(block);
  std::free(block);
}
[[gnu::noinline]] void operator delete(void* block, std::size_t) noexcept { operator delete(block); }
#endif

namespace imweb {
namespace {

template <class Value>
concept CanBePrinted = requires(std::ostream& out, const Value& value) {
  out << value;
};
template <class Value>
concept HasText = requires(const Value& value) {
  to_string(value);
};
template <class Value>
concept CanBeOrdered = requires(const Value& left, const Value& right) {
  left < right;
};

static_assert(!CanBePrinted<Secret> && !HasText<Secret>);
static_assert(!std::equality_comparable<Secret> && !CanBeOrdered<Secret>);
static_assert(!std::equality_comparable_with<Secret, std::string> && !std::equality_comparable_with<Secret, std::string_view>);
static_assert(!std::is_convertible_v<Secret, std::string> && !std::is_convertible_v<Secret, std::string_view>);
static_assert(std::is_constructible_v<Secret, std::string> && !std::is_convertible_v<std::string, Secret>);
static_assert(std::is_nothrow_move_constructible_v<Secret> && std::is_nothrow_move_assignable_v<Secret>);

// One that a std::string would keep inside itself, and one that it would not.
const std::string& short_key() {
  static const std::string text = "short-key-1234";
  return text;
}
const std::string& long_key() {
  static const std::string text = "a-key-that-is-longer-than-any-string-keeps-inside-itself";
  return text;
}

TEST(Secret, GivesItsTextToWhoAsksForIt) {
  for (const std::string& text : {std::string{}, short_key(), long_key(), std::string("a\0b", 3)}) {
    EXPECT_EQ(Secret{text}.expose(), text);
    EXPECT_EQ(Secret{text}.empty(), text.empty());
  }
  EXPECT_TRUE(Secret{}.empty());
}

TEST(Secret, WipesItsMemoryWhenItGoes) {
  for (const std::string& text : {short_key(), long_key()}) {
    SCOPED_TRACE(text.size());
    auto secret = std::make_unique<Secret>(text);
    watched_block.watch(secret->expose());

    secret.reset();

    EXPECT_TRUE(watched_block.was_given_back);
    EXPECT_TRUE(watched_block.was_all_zero);
  }
}

TEST(Secret, WipesItsOldTextWhenItGetsAnother) {
  for (const std::string& text : {short_key(), long_key()}) {
    SCOPED_TRACE(text.size());
    Secret secret{text};
    watched_block.watch(secret.expose());

    secret = Secret{"another"};

    EXPECT_EQ(secret.expose(), "another");
    EXPECT_TRUE(watched_block.was_given_back);
    EXPECT_TRUE(watched_block.was_all_zero);
  }
}

TEST(Secret, HandsOverItsOnlyCopyWhenMoved) {
  for (const std::string& text : {short_key(), long_key()}) {
    SCOPED_TRACE(text.size());
    Secret from{text};
    const char* where = from.expose().data();

    Secret to = std::move(from);
    EXPECT_TRUE(from.empty());  // NOLINT(bugprone-use-after-move): that it is empty is the promise
    EXPECT_EQ(to.expose().data(), where);

    from = std::move(to);
    EXPECT_TRUE(to.empty());  // NOLINT(bugprone-use-after-move)
    EXPECT_EQ(from.expose().data(), where);
  }
}

TEST(Secret, NeverKeepsItsTextWithinItself) {
  alignas(Secret) unsigned char room[sizeof(Secret)] = {};
  auto* secret = new (room) Secret{short_key()};
  const auto shows_key = [&room] {
    const std::string bytes(reinterpret_cast<const char*>(room), sizeof room);
    return bytes.find(short_key().substr(0, 4)) != std::string::npos || bytes.find(short_key().substr(8)) != std::string::npos;
  };
  EXPECT_FALSE(shows_key());

  Secret other = std::move(*secret);
  EXPECT_FALSE(shows_key());
  *secret = other;
  *secret = Secret{long_key()};
  EXPECT_FALSE(shows_key());

  secret->~Secret();
  EXPECT_FALSE(shows_key());
}

TEST(Secret, WipesTheTextThatItWasMadeFrom) {
  std::string text = long_key();
  watched_block.watch(text);

  const Secret secret{std::move(text)};

  EXPECT_EQ(secret.expose(), long_key());
  EXPECT_TRUE(watched_block.was_given_back);
  EXPECT_TRUE(watched_block.was_all_zero);
}

TEST(Secret, IsCopiedWithoutTouchingTheOriginal) {
  const Secret original{long_key()};
  {
    const Secret copy = original;
    EXPECT_NE(copy.expose().data(), original.expose().data());
    watched_block.watch(copy.expose());
  }

  EXPECT_TRUE(watched_block.was_all_zero);
  EXPECT_EQ(original.expose(), long_key());
}

TEST(Secret, SurvivesAssigningItToItself) {
  Secret secret{long_key()};
  const Secret& same = secret;

  secret = same;

  EXPECT_EQ(secret.expose(), long_key());
}

TEST(Wipe, EmptiesATextAndItsStorage) {
  for (const std::string& key : {short_key(), long_key()}) {
    SCOPED_TRACE(key.size());
    std::string text = key;
    text.resize(text.size() / 2);  // what was cut off is still in the storage

    wipe(text);

    EXPECT_TRUE(text.empty());
    text.resize(text.capacity());
    EXPECT_EQ(text, std::string(text.size(), '\0'));
  }
}

TEST(Wipe, LeavesNothingOfAShortTextInTheObject) {
  alignas(std::string) unsigned char room[sizeof(std::string)] = {};
  auto* text = new (room) std::string{short_key()};

  wipe(*text);

  const std::string bytes(reinterpret_cast<const char*>(room), sizeof room);
  EXPECT_EQ(bytes.find(short_key().substr(0, 4)), std::string::npos);
  EXPECT_EQ(bytes.find(short_key().substr(8)), std::string::npos);
  std::destroy_at(text);
}

TEST(Wipe, ReallyWritesBeforeTheMemoryIsGivenBack) {
  {
    std::string text = long_key();
    watched_block.watch(text);
    wipe(text);
  }

  EXPECT_TRUE(watched_block.was_given_back);
  EXPECT_TRUE(watched_block.was_all_zero);
}

TEST(WatchedBlock, SeesATextThatWasNotWiped) {
  {
    const std::string text = long_key();
    watched_block.watch(text);
  }

  EXPECT_TRUE(watched_block.was_given_back);
  EXPECT_FALSE(watched_block.was_all_zero);
}

}  // namespace
}  // namespace imweb
