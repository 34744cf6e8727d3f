// Tests of the quickstart's table: columns line up where letters are two places wide.
#include <iostream>
#include <sstream>

#include "quickstart/table.hpp"

static_assert(table::width_of("abc") == 3);
static_assert(table::width_of("발송") == 4);
static_assert(table::width_of("e\u0301") == 1);
static_assert(table::width_of("…") == 1);
static_assert(table::width_of("\xFF") == 1);

int main() {
  std::ostringstream out;
  table::print(out, {{"order", "result", ""}, {"송장", "ok", "x"}, {"a", "refused", ""}});
  const bool is_right = out.str() ==
                        "order  result\n"
                        "-----  -------  -\n"
                        "송장   ok       x\n"
                        "a      refused\n";
  std::cout << (is_right ? "all passed\n" : "failed:\n" + out.str());
  return is_right ? 0 : 1;
}
