// A made-up shop at nine in the morning, and what its staff do until ten.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include <imweb/imweb.hpp>
#include <imweb/testing/sandbox.hpp>

#include "result.hpp"

using Numbers = std::vector<std::string>;

inline imweb::OrderClient connect(const imweb::testing::Sandbox& sandbox) {
  return imweb::OrderClient{{.credentials = {.key = imweb::Secret{sandbox.key()}, .secret = imweb::Secret{sandbox.secret()}},
                             .base_url = sandbox.base_url()}};
}

inline void add_orders(imweb::testing::Sandbox& sandbox, const Numbers& numbers, const std::string& status) {
  for (const auto& number : numbers) sandbox.add_order({.order_no = number, .items = {{.status = status}}});
}

inline void fill_shop(imweb::testing::Sandbox& sandbox) {
  add_orders(sandbox, {"202604270000001", "202604270000002", "202604270000003", "202604270000004"}, "PAY_WAIT");
  add_orders(sandbox, {"202604270000005", "202604270000006"}, "PAY_COMPLETE");
  add_orders(sandbox, {"202604270000007"}, "STANDBY");
  add_orders(sandbox, {"202604260000011", "202604260000012", "202604260000013", "202604260000014"}, "DELIVERING");
  add_orders(sandbox, {"202604250000021", "202604250000022"}, "COMPLETE");
  const imweb::testing::SandboxItem sent{.status = "DELIVERING", .parcel_code = "CJ", .invoice_no = "631245789000"};
  sandbox.add_order({.order_no = "202604270000008", .items = {{.status = "STANDBY"}, sent}});
}

inline std::vector<Job> same_for(const Numbers& numbers, const imweb::OrderAction& action) {
  std::vector<Job> jobs;
  for (const auto& number : numbers) jobs.push_back({imweb::OrderNo{number}, action});
  return jobs;
}

/// What is done before the parcels leave: the money has come, and one order is prepared whose parcel has no invoice yet.
inline std::vector<Job> before_shipping() {
  std::vector<Job> jobs = same_for({"202604270000001", "202604270000002", "202604270000003"}, imweb::Deposit{});
  jobs.push_back({imweb::OrderNo{"202604270000003"}, imweb::Place{}});
  return jobs;
}

/// What is done afterwards.
inline std::vector<Job> after_shipping() {
  using imweb::ReasonCode;
  const imweb::Return by_parcel{.reason_code = ReasonCode::color_and_size,
                                .deliv_fee_method = imweb::DelivFeeMethod::refund,
                                .collection = imweb::Shipment{.parcel_code = imweb::ParcelCode::cj, .invoice_no = "631245789555"}};
  std::vector<Job> jobs = same_for({"202604260000011", "202604260000012"}, imweb::Complete{});
  for (auto& job : same_for({"202604270000004", "202604260000013"}, imweb::Cancel{.reason_code = ReasonCode::sold_out}))
    jobs.push_back(std::move(job));
  jobs.push_back({imweb::OrderNo{"202604250000021"}, by_parcel});
  jobs.push_back({imweb::OrderNo{"202604260000014"},
                  imweb::Return{.reason_code = ReasonCode::broken, .collection = imweb::DirectCollection{}}});
  jobs.push_back({imweb::OrderNo{"202604250000022"},
                  imweb::Exchange{.reason_code = ReasonCode::wrong_option, .collection = imweb::DirectCollection{}}});
  return jobs;
}
