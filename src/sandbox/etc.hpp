// What the body of a PATCH holds, understood as far as its shape goes. Whether it fits the action is for the rules to say.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace imweb::inline v0::testing::sandbox {

/// `etc_price` or `refund_point`, in any of their forms.
struct Amounts {
  enum class Form : std::uint8_t {
    absent,
    number,  ///< 1000
    list,    ///< [{"prod_order_no": "...", "price": 1000}]
    map,     ///< {"<prod_order_no>": 1000}
    broken,  ///< none of these
  };

  Form form = Form::absent;
  std::int64_t number = 0;
  std::map<std::string, std::int64_t> by_item{};
  std::string member{};  ///< of a list: what all its entries call the amount, "price" or "point"
};

/// `etc` of a request: the data that some actions need.
struct Etc {
  std::optional<std::string> parcel_code{};
  std::optional<std::string> invoice_no{};
  std::optional<std::string> reason_code{};
  std::optional<std::string> deliv_fee_method{};
  std::optional<std::string> collect_type{};
  std::optional<std::string> reason{};
  std::optional<std::string> method{};
  Amounts etc_price{};
  Amounts refund_point{};
};

/// A body that could be read.
struct OrderBody {
  std::string prod_order_no{};  ///< empty: the whole order
  Etc etc{};                    ///< of the pages for one item and for invoices, what stood at the top level
  std::optional<std::vector<std::string>> item_list{};  ///< when `prod_order_no` was an array
};

}  // namespace imweb::inline v0::testing::sandbox
