#include "operation_job.hpp"

namespace imweb::inline v0 {

namespace {

void mask(OrderActionFailedProdOrder& item, const engine::Job& job) {
  engine::redact(item.msg, job);
  engine::redact(item.detail_msg, job);
}

}  // namespace

void mask(OrderActionResult& result, const engine::Job& job) {
  for (auto& order : result.failed) {
    for (auto* text : {&order.msg, &order.detail_msg})
      if (*text) engine::redact(**text, job);
    for (auto& item : order.prod_order_list) mask(item, job);
  }
}

void mask(ProdOrderActionResult& result, const engine::Job& job) {
  for (auto& item : result.failed) mask(item, job);
}

engine::Task task_of(std::string_view label, pipeline::Traits traits, const CallOptions& options, TimePoint deadline) {
  return {.traits = traits,
          .label = label,
          .rank = options.priority == Priority::bulk ? engine::Rank::bulk : engine::Rank::interactive,
          .deadline = deadline,
          .stop = options.stop};
}

}  // namespace imweb::inline v0
