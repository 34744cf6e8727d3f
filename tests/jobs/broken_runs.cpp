// Pulls the plug at every request of a run of 50 orders, one run for each, before and after the shop has carried it out, by both routes.
// The exit code says whether everything was in order after one more run each time.
#include <cstdlib>
#include <iostream>

#include "jobs/broken_run.hpp"

int main() {
  using namespace imweb;
  using namespace imweb::jobs;
  int runs = 0;
  int wrongs = 0;
  for (const auto route : {ShipRoute::by_item, ShipRoute::by_order})
    for (const auto loss : {Loss::before, Loss::after}) {
      const auto whole = static_cast<int>(BrokenRun{0, loss, route}.requests());
      for (int request = 1; request <= whole; ++request, ++runs)
        for (const auto& wrong : BrokenRun{request, loss, route}.wrongs(loss)) {
          std::cout << to_string(route) << ", request " << request << " lost " << (loss == Loss::before ? "before" : "after")
                    << ": " << wrong << "\n";
          ++wrongs;
        }
      std::cout << to_string(route) << ", lost " << (loss == Loss::before ? "before" : "after") << " being carried out: " << whole
                << " runs\n";
    }
  std::cout << runs << " broken runs, " << wrongs << " wrongs after one more\n";
  return wrongs == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
