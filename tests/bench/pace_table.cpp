// Prints the table of docs/pace.md: how well the pace uses the limit, and how often it breaks it, by network and by how the server counts.
// `pace_table docs/pace.md` says by its exit code whether the document still holds this very table.
#include <iomanip>
#include <sstream>
#include <string>

#include "bench/table_in_document.hpp"
#include "support/pipeline_traffic.hpp"

namespace {

using namespace imweb::pipeline::rules;

std::string row(const std::string& name, const Network& network, std::chrono::milliseconds spacing) {
  const auto seen = run_traffic(network, {.pace = {.spacing = spacing}});
  std::ostringstream text;
  text << "| " << name << " | " << spacing.count() << " ms | " << std::fixed << std::setprecision(1) << 100 * seen.utilisation
       << " % | " << seen.violations << " | " << seen.fixed_window << " | " << seen.token_bucket << " |\n";
  return text.str();
}

std::string table() {
  using std::chrono::milliseconds;
  std::string text =
      "| network | spacing | utilisation | sliding window | fixed window | token bucket |\n"
      "| --- | --- | --- | --- | --- | --- |\n";
  for (const int spacing : {205, 202, 200, 250}) {
    text += row("LAN, 0.2 ms ± 1 ms", lan, milliseconds{spacing});
    text += row("WAN, 10 ms ± 4 ms", wan, milliseconds{spacing});
    text += row("WAN, 0.1 % sent again after 200 ms", lossy_wan, milliseconds{spacing});
  }
  return text;
}

}  // namespace

int main(int count, char** arguments) { return imweb::bench::print_and_compare(table(), {arguments + 1, arguments + count}); }
