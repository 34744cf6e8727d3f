// The main job. Without arguments: a morning's work in a made-up shop, over real HTTP, on a sandbox that runs in this process.
// With a CSV and a shop's credentials: sends the parcels in it, after showing the plan and asking. `quickstart --help`
#include <algorithm>
#include <array>
#include <csignal>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include <imweb/imweb.hpp>
#include <imweb/testing/sandbox.hpp>

#include "quickstart/batch.hpp"
#include "quickstart/morning.hpp"
#include "quickstart/options.hpp"
#include "quickstart/shipments.hpp"
#include "quickstart/table.hpp"

namespace {

enum Exit { decided = 0, not_confirmed = 1, wrong_use = 2, has_unknown = 3 };

int complain(const std::string& what) {
  std::cerr << "quickstart: " << what << "\nquickstart --help says more.\n";
  return wrong_use;
}

int count(const std::vector<Result>& results, Word word) {
  return static_cast<int>(std::count_if(results.begin(), results.end(), [word](const Result& one) { return one.word == word; }));
}

void print_bad_rows(const std::string& file, const Shipments& shipments) {
  for (const auto& row : shipments.bad_rows) std::cout << file << " line " << row.line << ": " << row.why << "\n";
}

/// The table, what to do about the rows that need somebody, and one line that sums it up.
void print_report(const std::vector<Result>& results, const Shipments& shipments) {
  std::vector<table::Cells> rows{{"order", "action", "result", "reason"}};
  for (const auto& one : results)
    rows.push_back({one.job.order_no.str(), std::string{name(one.job.action)}, std::string{to_string(one.word)}, one.detail});
  std::cout << "\n";
  table::print(std::cout, rows);
  std::cout << "\n";
  for (const auto& one : results)
    if (!one.message.empty()) std::cout << to_string(one.word) << ": " << one.message << "\n";
  std::cout << results.size() << " actions:";
  for (const Word word : {Word::applied, Word::in_part, Word::refused, Word::not_applied, Word::unknown})
    if (const int number = count(results, word)) std::cout << " " << number << " " << to_string(word) << ",";
  std::cout << " " << shipments.bad_rows.size() << " bad rows of the file not sent\n";
}

std::vector<Result> run_all(imweb::OrderClient& client, const std::vector<std::vector<Job>>& steps) {
  std::size_t total = 0;
  for (const auto& step : steps) total += step.size();
  Progress progress{total};
  std::vector<Result> results;
  for (const auto& step : steps)
    for (auto& result : Batch{}.run(client, step, progress)) results.push_back(std::move(result));
  return results;
}

/// In the made-up shop one can ask what really happened.
void print_truth(const imweb::testing::Sandbox& sandbox, const std::vector<Result>& results) {
  for (const auto& one : results) {
    if (one.word != Word::unknown) continue;
    const auto order = sandbox.order(one.job.order_no.str());
    std::cout << "A look at order " << one.job.order_no << ": " << order->items.front().status
              << ". So the lost answer was a success (" << sandbox.applied_count(order->order_no, name(one.job.action))
              << " time), and repeating it would have been wrong.\n";
  }
}

int run_in_sandbox() {
  const std::string file = QUICKSTART_CSV;
  const auto text = read_file(file);
  if (!text) return complain("cannot read " + file);
  const Shipments shipments = read_shipments(*text);
  if (!shipments.problem.empty()) return complain(file + ": " + shipments.problem);
  imweb::testing::Sandbox sandbox;
  fill_shop(sandbox);
  std::cout << "A morning's work in a made-up shop, at " << sandbox.base_url() << "\n";
  print_bad_rows("shipments.csv", shipments);
  constexpr int sixth_parcel = 13;  // after 3 deposits, 5 places and 5 parcels
  sandbox.fail_next(imweb::testing::Fault::apply_then_close, 1, {.skip = sixth_parcel});
  auto client = connect(sandbox);
  const auto results = run_all(client, morning(shipments));
  print_report(results, shipments);
  print_truth(sandbox, results);
  const bool is_as_staged = count(results, Word::unknown) == 1 && count(results, Word::not_applied) == 0;
  return is_as_staged ? decided : has_unknown;
}

bool confirm(const Options& options, std::size_t parcels) {
  std::cout << "Send " << parcels << " parcels at " << options.base_url << "? [y/N] " << std::flush;
  std::string answer;
  std::getline(std::cin, answer);
  return answer == "y" || answer == "Y" || answer == "yes";
}

/// The requests as they will go out, secrets hidden. False, after a complaint, when the options make no sense.
bool print_plan(const imweb::OrderClient& client, const std::vector<Parcel>& parcels) {
  for (const auto& parcel : parcels) {
    const auto request = client.plan(parcel.order_no, parcel.send);
    if (!request) {
      complain(request.failure().message());
      return false;
    }
    std::cout << "line " << parcel.line << ": " << to_string(request->method) << " " << request->url << " " << request->body
              << "\n";
  }
  return true;
}

int run_in_shop(const Options& options) {
  const auto text = read_file(options.csv_file);
  if (!text) return complain("cannot read " + options.csv_file);
  const Shipments shipments = read_shipments(*text);
  if (!shipments.problem.empty()) return complain(options.csv_file + ": " + shipments.problem);
  imweb::OrderClient client{{.credentials = options.credentials, .base_url = options.base_url}};
  if (!print_plan(client, shipments.parcels)) return wrong_use;
  print_bad_rows(options.csv_file, shipments);
  if (shipments.parcels.empty()) return complain(options.csv_file + ": there is nothing to send");
  if (!options.is_confirmed && !confirm(options, shipments.parcels.size())) return not_confirmed;
  std::signal(SIGINT, [](int) { interrupted = 1; });
  const auto results = run_all(client, {jobs_of(shipments)});
  print_report(results, shipments);
  return count(results, Word::unknown) == 0 ? decided : has_unknown;
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
