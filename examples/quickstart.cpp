// The main job. Without arguments: a morning's work in a made-up shop, over real HTTP, on a sandbox that runs in this process.
// With a CSV and a shop's credentials: ships the parcels in it, after showing what is missing and asking. `quickstart --help`
#include <algorithm>
#include <chrono>
#include <exception>
#include <filesystem>
#include <iostream>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include <imweb/imweb.hpp>
#include <imweb/testing/sandbox.hpp>

#include "quickstart/interrupt.hpp"
#include "quickstart/morning.hpp"
#include "quickstart/options.hpp"
#include "quickstart/progress.hpp"
#include "quickstart/shipments.hpp"
#include "quickstart/table.hpp"

namespace {

enum Exit { decided = 0, not_confirmed = 1, wrong_use = 2, has_open = 3 };

using Results = std::vector<Result>;

int complain(const std::string& what) {
  std::cerr << "quickstart: " << what << "\nquickstart --help says more.\n";
  return wrong_use;
}

/// The file's parcels; `problem` says why there are none.
Shipments load(const std::string& file) {
  const auto text = read_file(file);
  if (!text) return {.problem = "cannot read " + file};
  Shipments shipments = read_shipments(*text);
  if (!shipments.problem.empty()) return {.problem = file + ": " + shipments.problem};
  const auto name = std::filesystem::path{file}.filename().string();
  for (const auto& row : shipments.bad_rows) std::cout << name << " line " << row.line << ": " << row.why << "\n";
  if (shipments.parcels.empty()) return {.problem = file + ": there is nothing to ship"};
  return shipments;
}

/// What is missing for each item, before anything is changed.
void print_plan(const imweb::ShipReport& plan) {
  std::vector<table::Cells> rows{{"order or item", "state", "missing"}};
  for (const auto& item : plan.items) {
    const Result result = result_of(item);
    std::string missing = result.reason;
    for (const auto step : item.steps) missing += (missing.empty() ? "" : ", ") + std::string{to_string(step)};
    rows.push_back({result.number, result.word, missing});
  }
  std::cout << "\n";
  table::print(std::cout, rows);
  std::cout << "\n";
}

int count(const Results& results, const std::string& word) {
  return static_cast<int>(std::count_if(results.begin(), results.end(), [&](const Result& one) { return one.word == word; }));
}

bool are_decided(const Results& results) {
  return std::all_of(results.begin(), results.end(), [](const Result& one) { return one.ending == Ending::decided; });
}

/// The table, and one line that sums it up.
void print_report(const Results& results, const Shipments& shipments) {
  std::vector<table::Cells> rows{{"order or item", "action", "result", "reason"}};
  for (const auto& one : results) rows.push_back({one.number, one.action, one.word, one.reason});
  std::cout << "\n";
  table::print(std::cout, rows);
  std::cout << "\n" << results.size() << " results:";
  for (const char* word :
       {"applied", "in_part", "shipped", "already_shipped", "conflict", "refused", "not_applied", "not_shipped", "unknown"})
    if (const int number = count(results, word)) std::cout << " " << number << " " << word << ",";
  std::cout << " " << shipments.bad_rows.size() << " bad rows of the file not sent\n";
}

/// Does one thing. Where no answer comes it is not repeated: reading shows what became of it.
Result carry_out(imweb::OrderClient& client, const Job& job) {
  const auto outcome = client.process(job.order_no, job.action);
  if (outcome || outcome.failure().effect() == imweb::Effect::not_applied) return result_of(job, outcome);
  return result_of(job, client.settle(job.order_no, job.action, {.patience = std::chrono::seconds{5}}).value());
}

Results carry_out(imweb::OrderClient& client, const std::vector<Job>& jobs) {
  Progress progress{jobs.size()};
  Results results;
  for (const auto& job : jobs) progress.show(results.emplace_back(carry_out(client, job)));
  return results;
}

Results ship(imweb::OrderClient& client, const Shipments& shipments, std::size_t total, std::stop_token stop = {}) {
  Progress progress{total};
  const imweb::ShipOptions options{.call = {.stop = std::move(stop), .priority = imweb::Priority::bulk},
                                   .on_item = [&](const imweb::ShippedItem& item) { progress.show(result_of(item)); }};
  Results results;
  for (const auto& item : client.ship(shipments.parcels, options).items) results.push_back(result_of(item));
  return results;
}

/// In the made-up shop one can ask what really happened to the requests whose answers were lost. True: each was carried out once.
bool print_truth(const imweb::testing::Sandbox& sandbox) {
  bool is_once = true;
  for (const auto& entry : sandbox.ledger()) {
    if (entry.fault != imweb::testing::Fault::apply_then_close) continue;
    const int times = sandbox.applied_count(entry.order_no, entry.action);
    std::cout << "The answer to " << entry.action << " of " << (entry.prod_order_no.empty() ? entry.order_no : entry.prod_order_no)
              << " was lost. Reading showed that it was done, so it was not sent again: the shop did it " << times << " time.\n";
    is_once = is_once && times == 1;
  }
  return is_once;
}

int run_in_sandbox() {
  using imweb::testing::Fault, imweb::testing::RequestKind;
  imweb::testing::Sandbox sandbox;
  fill_shop(sandbox);
  std::cout << "A morning's work in a made-up shop, at " << sandbox.base_url() << "\n";
  const Shipments shipments = load(QUICKSTART_CSV);
  if (!shipments.problem.empty()) return complain(shipments.problem);
  auto client = connect(sandbox);

  sandbox.fail_next(Fault::apply_then_close, 1, {.on = RequestKind::write, .skip = 2});  // the third deposit
  Results results = carry_out(client, before_shipping());
  const auto plan = client.plan(shipments.parcels);
  print_plan(plan);
  sandbox.fail_next(Fault::apply_then_close, 1, {.on = RequestKind::write, .skip = 10});  // somewhere among the parcels
  for (auto& result : ship(client, shipments, plan.items.size())) results.push_back(std::move(result));
  for (auto& result : carry_out(client, after_shipping())) results.push_back(std::move(result));

  print_report(results, shipments);
  const bool is_once = print_truth(sandbox);
  return is_once && are_decided(results) ? decided : has_open;
}

/// What keeps the shop as a whole from being read, such as a wrong key.
const imweb::Failure* find_obstacle(const imweb::ShipReport& plan) {
  using enum imweb::FailureKind;
  for (const auto& item : plan.items) {
    if (!item.failure) continue;
    const auto kind = item.failure->kind();
    if (kind == invalid_argument || kind == not_authenticated || kind == not_permitted) return &*item.failure;
  }
  return nullptr;
}

bool confirm(const Options& options, std::size_t items) {
  std::cout << "Ship " << items << " items at " << options.base_url << "? [y/N] " << std::flush;
  std::string answer;
  std::getline(std::cin, answer);
  return answer == "y" || answer == "Y" || answer == "yes";
}

int run_in_shop(const Options& options) {
  const Shipments shipments = load(options.csv_file);
  if (!shipments.problem.empty()) return complain(shipments.problem);
  imweb::OrderClient client{{.credentials = options.credentials, .base_url = options.base_url}};

  const auto plan = client.plan(shipments.parcels);
  if (const auto* obstacle = find_obstacle(plan)) return complain(obstacle->message());
  print_plan(plan);
  const auto planned = plan.count(imweb::ShipState::planned);
  if (planned == 0) {
    std::cout << "There is nothing to ship now.\n";
    return plan.count(imweb::ShipState::not_shipped) == 0 ? decided : has_open;
  }
  if (!options.is_confirmed && !confirm(options, planned)) return not_confirmed;

  const StopOnInterrupt interrupt;
  const Results results = ship(client, shipments, plan.items.size(), interrupt.token());
  print_report(results, shipments);
  if (are_decided(results)) return decided;
  std::cout << "Run it again in 65 s at the earliest, when imweb cannot be at work any more on what was lost.\n";
  return has_open;
}

}  // namespace

int main(int argument_count, char** arguments) {
  try {
    const Options options = read_options({arguments + 1, arguments + argument_count});
    if (options.wants_help) {
      std::cout << usage;
      return decided;
    }
    if (!options.problem.empty()) return complain(options.problem);
    if (!options.warning.empty()) std::cerr << "quickstart: " << options.warning << "\n";
    return options.csv_file.empty() ? run_in_sandbox() : run_in_shop(options);
  } catch (const std::exception& error) {
    return complain(error.what());
  }
}
