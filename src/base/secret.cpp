#include <imweb/base/secret.hpp>

#include <string.h>  // explicit_bzero

namespace imweb::inline v0 {

void wipe(char* bytes, std::size_t size) noexcept { explicit_bzero(bytes, size); }

void wipe(std::string& text) noexcept {
  text.resize(text.capacity());
  wipe(text.data(), text.size());
  text.clear();
}

}  // namespace imweb::inline v0
