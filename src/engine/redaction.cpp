#include "engine/redaction.hpp"

#include <string_view>
#include <utility>

#include "engine/shop_desk.hpp"

namespace imweb::inline v0::engine {

namespace {

void redact(std::string& text, const Secret& secret) {
  const std::string_view hidden = secret.expose();
  if (hidden.empty() || text.find(hidden) == text.npos) return;
  std::string shown;
  std::size_t begin = 0;
  for (auto at = text.find(hidden); at != text.npos; at = text.find(hidden, begin)) {
    shown.append(text, begin, at - begin).append("[redacted]");
    begin = at + hidden.size();
  }
  shown.append(text, begin);
  wipe(text);
  text = std::move(shown);
}

}  // namespace

void redact(std::string& text, const Job& job) {
  const ShopDesk& desk = *job.desk;
  const auto& credentials = desk.options.credentials;
  for (const Secret* secret : {job.token.get(), desk.token.get(), &credentials.key, &credentials.secret})
    if (secret) redact(text, *secret);
}

}  // namespace imweb::inline v0::engine
