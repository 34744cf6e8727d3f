// The body of an answer, read in one pass into one flat array: no tree of maps, and limits on depth, values and duplicates on the way.
//
//     const auto document = Document::parse(std::move(body));
//     if (document.is_object()) for (Value member : document.root()) ...
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace imweb::inline v0::wire {

inline constexpr std::size_t max_depth = 32;
inline constexpr std::size_t max_values = 65'536;
inline constexpr std::size_t max_values_of_reads = 1'048'576;  ///< a page of 100 orders with many items each

enum class Kind : std::uint8_t { null, boolean, number, text, array, object };

/// A value as it stands in the array; texts are places in the body.
struct Node {
  struct Text {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
  };

  Kind kind;
  Text key;           ///< empty in arrays
  Text text;          ///< of texts: the content; of numbers and booleans: as written
  std::uint32_t end;  ///< one past the last node inside this one
};

class Value;

/// One parsed body. It keeps the body, in which the texts are decoded where they stand; Values are views into it.
class Document {
 public:
  Document() = default;

  /// Reads `body`. On anything but one JSON value of at most `limit` values and `max_depth` levels the document is empty and problem() says
  /// why.
  [[nodiscard]] static Document parse(std::string body, std::size_t limit = max_values);

  [[nodiscard]] bool is_object() const noexcept { return !nodes_.empty() && nodes_.front().kind == Kind::object; }

  /// Precondition: problem() is empty.
  [[nodiscard]] Value root() const noexcept;

  /// True for a body that at least begins as an object or a list; false for a page, a text, nothing.
  [[nodiscard]] bool begins_as_json() const noexcept { return begins_as_json_; }

  /// Why there is nothing to read, for people; never a piece of the body.
  [[nodiscard]] const std::string& problem() const noexcept { return problem_; }

  /// Overwrites the body, for one that holds a token, whether it could be read or not.
  void wipe() noexcept;

 private:
  friend class Value;

  std::vector<Node> nodes_;
  std::string texts_;
  std::string problem_;
  bool begins_as_json_ = false;
};

/// One JSON value; for arrays and objects also a range of the values inside. Valid as long as its document.
class Value {
 public:
  [[nodiscard]] Kind kind() const noexcept { return node().kind; }
  [[nodiscard]] std::string_view key() const noexcept { return view(node().key); }
  [[nodiscard]] bool is_container() const noexcept { return kind() == Kind::array || kind() == Kind::object; }

  /// A text's content, or a number or boolean as written.
  [[nodiscard]] std::string_view text() const noexcept { return view(node().text); }

  /// The value as an integer: a JSON number without fraction, within 64 bits.
  [[nodiscard]] std::optional<std::int64_t> integer() const noexcept;

  /// The member of this object with that key.
  [[nodiscard]] std::optional<Value> find(std::string_view key) const noexcept;

  class Iterator {
   public:
    Iterator(const Document& document, std::uint32_t index) noexcept : document_(&document), index_(index) {}
    Value operator*() const noexcept { return {*document_, index_}; }
    Iterator& operator++() noexcept {
      index_ = document_->nodes_[index_].end;
      return *this;
    }
    bool operator==(const Iterator&) const noexcept = default;

   private:
    const Document* document_;
    std::uint32_t index_;
  };
  [[nodiscard]] Iterator begin() const noexcept { return {*document_, index_ + 1}; }
  [[nodiscard]] Iterator end() const noexcept { return {*document_, node().end}; }

 private:
  friend class Document;
  Value(const Document& document, std::uint32_t index) noexcept : document_(&document), index_(index) {}

  [[nodiscard]] const Node& node() const noexcept { return document_->nodes_[index_]; }
  [[nodiscard]] std::string_view view(Node::Text text) const noexcept {
    return {document_->texts_.data() + text.begin, text.size};
  }

  const Document* document_;
  std::uint32_t index_;
};

inline Value Document::root() const noexcept { return {*this, 0}; }

}  // namespace imweb::inline v0::wire
