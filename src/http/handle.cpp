#include "http/handle.hpp"

#include <imweb/base/secret.hpp>

namespace imweb::inline v0::http {

Handle::Handle(Surroundings& surroundings, Reading how) : around(surroundings), reading(how), curl(curl_easy_init()) {}

Handle::~Handle() { curl_easy_cleanup(curl); }

void Handle::clear() noexcept {
  headers.wipe();
  wipe(transfer.body);
  transfer = {};
  error[0] = '\0';
}

}  // namespace imweb::inline v0::http
