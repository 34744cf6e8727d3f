// Reads what imweb shows into the structs of orders/, by their tables of members. It takes every way of writing that means the same, and
// refuses what it would have to guess.
//
//     nothing there   the key is missing, null, false, [] or (but for texts, where it is one) ""
//
//     kind of field     nothing there   taken                                             refused
//     text              empty           a text; a number as it is written                 true, a list, an object
//     text is_…         empty           also true and false, as written                   a list, an object
//     count             empty           12, "12", 3.0                                     a fraction, words, more than 64 bits
//     money             empty           12.50, "12.50", 1.2e3: exactly                    words, "1,000", more than 64 bits or 18 decimals
//     moment            empty; so is 0  whole seconds, also as text                       below 0, a fraction, beyond the year 9999
//     number of order   empty           a text or an integer of the identifiers' alphabet all else; 0
//     object            no member set   an object                                         a text, a number, a list with something in it
//     list              empty           a list; a map whose keys are numbers (PHP makes   an object with other keys, a text, a number
//                                       one of a list with gaps), without its keys
//     list of lists     empty           such lists of such; one list of objects, as if    as for lists
//                                       it stood in another
//     form value        empty text      a text or number; a list of them; a file's object true
//
// What stands in an object beside its known members is kept as JSON text. A member that stands twice in one object is refused: two readers
// could see different values. A Mismatch names the place, data.list[3].payment.total_price, and shows nothing of what stands there; the
// entries of lists and maps are counted from 0.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <imweb/json/order_members.hpp>
#include <imweb/json/tag.hpp>
#include <imweb/orders/identifiers.hpp>
#include <imweb/orders/money.hpp>
#include <imweb/orders/order.hpp>
#include <imweb/orders/prod_order.hpp>
#include <imweb/orders/status.hpp>

#include "wire/document.hpp"
#include "wire/mismatch.hpp"

namespace imweb::inline v0::wire {

/// True for null, false, [] and "": how PHP writes that there is nothing.
[[nodiscard]] bool is_nothing(const Value& value) noexcept;

/// True for an object that PHP made of a list: there is a key, and all of them begin with a digit, as indexes and imweb's numbers do.
[[nodiscard]] bool is_list_map(const Value& value) noexcept;

/// Reads values one after another. It knows where it is and keeps the first thing that it could not read.
/// Values that are read after that are of no use.
class FieldReader {
 public:
  /// `path` is how messages call the value that is read first: "data".
  explicit FieldReader(std::string path) : path_(std::move(path)) {}

  /// Goes from a value to one inside it for as long as it lives.
  class Step {
   public:
    Step(FieldReader& reader, std::string_view more) : reader_(reader), size_(reader.path_.size()) { reader.path_ += more; }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;
    ~Step() { reader_.path_.resize(size_); }

   private:
    FieldReader& reader_;
    std::size_t size_;
  };
  [[nodiscard]] Step into(std::string_view member) { return {*this, std::string{"."}.append(member)}; }
  [[nodiscard]] Step into(std::size_t entry) { return {*this, "[" + std::to_string(entry) + "]"}; }

  /// Says what is wrong with the value at which the reader is: "is no list".
  void refuse(std::string_view problem);

  /// Refuses an object in which one key stands twice. A message names it only if `is_known`, which may be null, says that it may.
  void refuse_doubles(const Value& object, bool (*is_known)(std::string_view));

  [[nodiscard]] bool has_failed() const noexcept { return mismatch_.has_value(); }

  /// The value that was read, or the first thing that was wrong.
  template <class Read>
  [[nodiscard]] std::variant<Read, Mismatch> finish(Read value) && {
    if (mismatch_) return *std::move(mismatch_);
    return value;
  }

  template <class Field>
  using Tag = detail::Tag<Field>;

  [[nodiscard]] std::string read(Tag<std::string>, const Value& value);
  [[nodiscard]] std::optional<std::int64_t> read(Tag<std::optional<std::int64_t>>, const Value& value);
  [[nodiscard]] std::optional<Money> read(Tag<std::optional<Money>>, const Value& value);
  [[nodiscard]] Moment read(Tag<Moment>, const Value& value);
  [[nodiscard]] OrderNo read(Tag<OrderNo>, const Value& value) { return OrderNo{read_identifier(value)}; }
  [[nodiscard]] ProdOrderNo read(Tag<ProdOrderNo>, const Value& value) { return ProdOrderNo{read_identifier(value)}; }
  [[nodiscard]] Status read(Tag<Status>, const Value& value) { return Status{read(Tag<std::string>{}, value)}; }
  [[nodiscard]] ClaimType read(Tag<ClaimType>, const Value& value) { return ClaimType{read(Tag<std::string>{}, value)}; }
  [[nodiscard]] ClaimStatus read(Tag<ClaimStatus>, const Value& value);
  [[nodiscard]] FormValue read(Tag<FormValue>, const Value& value);

  template <class Entry>
  [[nodiscard]] std::vector<Entry> read(Tag<std::vector<Entry>>, const Value& value) {
    std::vector<Entry> list;
    for_each_entry(value, [&](const Value& entry) { list.push_back(read(Tag<Entry>{}, entry)); });
    return list;
  }

  template <class Entry>
  [[nodiscard]] std::vector<std::vector<Entry>> read(Tag<std::vector<std::vector<Entry>>>, const Value& value) {
    if (is_flat(value)) return {read(Tag<std::vector<Entry>>{}, value)};
    std::vector<std::vector<Entry>> lists;
    for_each_entry(value, [&](const Value& entry) { lists.push_back(read(Tag<std::vector<Entry>>{}, entry)); });
    return lists;
  }

  template <detail::OrderStruct Struct>
  [[nodiscard]] std::optional<Struct> read(Tag<std::optional<Struct>>, const Value& value) {
    if (is_nothing(value)) return std::nullopt;
    return read(Tag<Struct>{}, value);
  }

  template <detail::OrderStruct Struct>
  [[nodiscard]] Struct read(Tag<Struct> tag, const Value& value) {
    Struct read_value = blank(tag);
    if (is_nothing(value)) return read_value;
    if (value.kind() != Kind::object) return refuse("is no object"), read_value;
    refuse_doubles(value, [](std::string_view key) { return detail::is_member(Tag<Struct>{}, key); });
    detail::for_each_member(read_value, tag, [&]<class Member>(const char* name, Member& member) {
      const auto found = value.find(name);
      if (!found) return;
      const auto step = into(name);
      member = read_member(Tag<Member>{}, name, *found);
    });
    for (const Value other : value)
      if (!detail::is_member(tag, other.key())) keep(read_value.unknown, other);
    detail::settle(read_value);
    return read_value;
  }

  /// Calls `use` with each entry of a list, at its place; refuses what is no list.
  template <class Use>
  void for_each_entry(const Value& value, Use use) {
    if (is_nothing(value)) return;
    if (value.kind() != Kind::array && !is_list_map(value)) return refuse("is no list");
    for_each_inside(value, use);
  }

  /// The same for any list or map, whatever its keys are.
  template <class Use>
  void for_each_inside(const Value& value, Use use) {
    if (value.kind() == Kind::object) refuse_doubles(value, nullptr);
    std::size_t index = 0;
    for (const Value entry : value) {
      const auto step = into(index++);
      use(entry);
    }
  }

 private:
  template <class Member>
  [[nodiscard]] Member read_member(Tag<Member> tag, std::string_view name, const Value& value) {
    if constexpr (std::is_same_v<Member, std::string>)
      if (name.starts_with("is_") && value.kind() == Kind::boolean) return std::string{value.text()};
    return read(tag, value);
  }

  [[nodiscard]] std::string read_identifier(const Value& value);
  [[nodiscard]] static bool is_flat(const Value& value) noexcept;
  static void keep(UnknownFields& unknown, const Value& member);

  std::string path_;
  std::optional<Mismatch> mismatch_{};
};

}  // namespace imweb::inline v0::wire
