#include <stdexcept>

#include "bench/server/tls.hpp"

namespace imweb::bench {

MakeStream tls_streams(const std::string&) { throw std::runtime_error{"this server was built without OpenSSL"}; }

}  // namespace imweb::bench
