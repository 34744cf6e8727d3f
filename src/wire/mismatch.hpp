// Why an answer cannot be used although imweb says that all is well.
#pragma once

#include <string>

namespace imweb::inline v0::wire {

/// Why an answer with code 200 cannot be taken as one to what was asked, for people; never a piece of the answer.
struct Mismatch {
  std::string what;
};

}  // namespace imweb::inline v0::wire
