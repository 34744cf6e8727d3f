#include "validate_options.hpp"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include <imweb/orders/validate.hpp>

#include "base/whole_number.hpp"
#include "http/loopback.hpp"
#include "orders/complaint.hpp"

namespace imweb::inline v0 {

namespace {

bool is_any_of(std::string_view text, std::string_view extra) {
  return std::all_of(text.begin(), text.end(), [extra](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || extra.find(c) != extra.npos;
  });
}

Complaint check_credential(std::string_view field, const Secret& secret) {
  const std::string_view text = secret.expose();
  const bool is_visible = std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7F; });
  if (!text.empty() && text.size() <= 256 && is_visible) return std::nullopt;
  return complain(field, text.empty() ? "is empty" : "has a wrong length or character", "1 to 256 visible ASCII characters");
}

bool is_port(std::string_view text) {
  const auto number = whole_number<unsigned>(text);
  return number && *number >= 1 && *number <= 65'535;
}

/// scheme://host[:port][/path] and nothing else: no user, no query, no blank.
Complaint check_base_url(std::string_view url) {
  constexpr std::string_view rule = "https://host[:port][/path], or http to loopback; no user, query or fragment";
  const std::size_t scheme_size = url.starts_with("https://") ? 8 : url.starts_with("http://") ? 7 : 0;
  if (scheme_size == 0) return complain("base_url", "has another scheme than https", rule);
  const std::string_view rest = url.substr(scheme_size);
  if (rest.empty() || rest.front() == '/' || rest.front() == ':') return complain("base_url", "has no host", rule);
  if (url.size() > 512 || !is_any_of(rest, "-._~:/[]")) return complain("base_url", "has a wrong length or character", rule);
  const std::string_view authority = rest.substr(0, rest.find('/'));
  const std::size_t host_size = authority.starts_with('[') ? authority.find(']') + 1
                                                           : std::min(authority.find(':'), authority.size());
  const std::string_view host = authority.substr(0, host_size);
  const std::string_view port = authority.substr(host_size);
  if (host.empty() || (!port.empty() && (port.front() != ':' || !is_port(port.substr(1)))))
    return complain("base_url", "has a host or port that is none", rule);
  if (scheme_size == 7 && !http::is_loopback(host)) return complain("base_url", "is plain http to another machine", rule);
  return std::nullopt;
}

Complaint check_optional_text(std::string_view field, std::string_view text) {
  if (text.size() <= max_field_bytes && is_any_of(text, "-._")) return std::nullopt;
  return complain(field, "has a wrong length or character", "at most 64 of [0-9A-Za-z._-], or empty");
}

template <class Time>
Complaint check_range(std::string_view field, Time value, Time least, Time most, std::string_view rule) {
  return value >= least && value <= most ? std::nullopt : complain(field, "is out of range", rule);
}

}  // namespace

std::optional<std::string> find_mistake(const ClientOptions& options) {
  using namespace std::chrono_literals;
  if (auto wrong = check_credential("credentials.key", options.credentials.key)) return wrong;
  if (auto wrong = check_credential("credentials.secret", options.credentials.secret)) return wrong;
  if (auto wrong = check_base_url(options.base_url)) return wrong;
  if (auto wrong = check_optional_text("order_version", options.order_version)) return wrong;
  if (auto wrong = check_optional_text("affiliate", options.affiliate)) return wrong;
  if (auto wrong = check_text("collect_type.direct", options.collect_type.direct)) return wrong;
  if (auto wrong = check_text("collect_type.shipment", options.collect_type.shipment)) return wrong;
  if (auto wrong = check_range<std::chrono::milliseconds>("spacing", options.spacing, 200ms, 1min, "200 ms to 1 min"))
    return wrong;
  if (auto wrong = check_range<std::chrono::milliseconds>("list_spacing", options.list_spacing, 1s, 1min, "1 s to 1 min"))
    return wrong;
  if (auto wrong = check_range<std::chrono::milliseconds>("quiet_start", options.quiet_start, 0ms, 1min, "0 to 1 min"))
    return wrong;
  if (auto wrong = check_range<std::chrono::minutes>("token_age", options.token_age, 1min, 24h, "1 min to 24 h")) return wrong;
  if (auto wrong = check_range<std::chrono::milliseconds>("attempt_timeout", options.attempt_timeout, 1ms, 1h, "1 ms to 1 h"))
    return wrong;
  return check_range("max_attempts", options.max_attempts, 1, 100, "1 to 100");
}

std::optional<std::string> find_mistake(const CallOptions& options) {
  constexpr std::string_view shape = "00-00000000000000000000000000000000-0000000000000000-00";
  const std::string_view text = options.traceparent;
  bool fits = text.empty() || text.size() == shape.size();
  for (std::size_t i = 0; fits && i < text.size(); ++i)
    fits = shape[i] == '-' ? text[i] == '-' : (text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f');
  return fits ? std::nullopt : complain("traceparent", "is not a W3C trace context", "00-<32 hex>-<16 hex>-<2 hex>, lower case");
}

}  // namespace imweb::inline v0
