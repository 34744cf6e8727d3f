// Pulls the plug at every request of a run of 50 orders, one run for each, before and after the shop has carried it out, by both routes.
// The exit code says whether everything was in order after one more run each time. `broken_runs 9` does so at every ninth request,
// `broken_runs 1 by_order after` plays one of the four ways.
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "jobs/broken_run.hpp"

namespace {

using namespace imweb;
using namespace imweb::jobs;

struct Count {
  int runs = 0;
  int wrongs = 0;
};

std::string_view name_of(Loss loss) { return loss == Loss::before ? "before" : "after"; }

Count play(ShipRoute route, Loss loss, int stride) {
  Count count;
  const auto whole = static_cast<int>(BrokenRun{0, loss, route}.requests());
  for (int request = 1; request <= whole; request += stride, ++count.runs)
    for (const auto& wrong : BrokenRun{request, loss, route}.wrongs(loss)) {
      std::cout << to_string(route) << ", request " << request << " lost " << name_of(loss) << ": " << wrong << "\n";
      ++count.wrongs;
    }
  std::cout << to_string(route) << ", lost " << name_of(loss) << " being carried out: " << count.runs << " of " << whole
            << " requests\n";
  return count;
}

}  // namespace

int main(int count, char** arguments) {
  const auto text = [&](int index) { return count > index ? std::string_view{arguments[index]} : std::string_view{}; };
  const auto is_asked = [&](int index, std::string_view name) { return text(index).empty() || text(index) == name; };
  const int stride = count > 1 ? std::atoi(arguments[1]) : 1;
  Count sum;
  for (const auto route : {ShipRoute::by_item, ShipRoute::by_order})
    for (const auto loss : {Loss::before, Loss::after}) {
      if (stride < 1 || !is_asked(2, to_string(route)) || !is_asked(3, name_of(loss))) continue;
      const auto [runs, wrongs] = play(route, loss, stride);
      sum.runs += runs;
      sum.wrongs += wrongs;
    }
  std::cout << sum.runs << " broken runs, " << sum.wrongs << " wrongs after one more\n";
  return sum.runs > 0 && sum.wrongs == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
