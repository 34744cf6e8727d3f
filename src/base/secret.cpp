#include <imweb/base/secret.hpp>

#include <cstring>  // explicit_bzero

namespace imweb::inline v0 {

void wipe(char* bytes, std::size_t size) noexcept {
  if (size > 0) explicit_bzero(bytes, size);  // an empty Secret has no bytes
}

void wipe(std::string& text) noexcept {
  text.resize(text.capacity());
  wipe(text.data(), text.size());
  text.clear();
}

}  // namespace imweb::inline v0
