#include "bench/client/raw_call.hpp"

#include <stdexcept>

#include <imweb/version.hpp>

#include "wire/encode.hpp"

namespace imweb::bench {

namespace {

const std::string token(token_size, 'a');

void check(CURLcode code) {
  if (code != CURLE_OK) throw std::runtime_error{curl_easy_strerror(code)};
}

}  // namespace

std::string raw_body(std::size_t call) {
  const nlohmann::json body{{"etc", {{"invoice_no", invoice_no_of(call)}, {"parcel_code", parcel_code}}}};
  return body.dump();
}

bool is_success(const std::string& answer, std::size_t call) {
  const auto json = nlohmann::json::parse(answer, nullptr, false);
  if (json.is_discarded() || json.value("code", 0) != 200) return false;
  const auto& success = json.at("data").at("success");
  return success.size() == 1 && success.front().get_ref<const std::string&>() == order_no_of(call);
}

std::string raw_path(std::size_t call) { return "/shop/orders/" + order_no_of(call) + "/send?order_version=v2"; }

HeaderList raw_headers() {
  curl_slist* list = nullptr;
  const std::string user_agent = "User-Agent: imweb-cpp/" + std::string{version};
  const std::string token_line = "access-token: " + token;
  for (const char* line :
       {"Expect:", "Content-Type: application/json", "Accept: application/json", user_agent.c_str(), token_line.c_str()})
    list = curl_slist_append(list, line);
  return {list, &curl_slist_free_all};
}

RawCall::RawCall(const Load& load, const HeaderList& headers) : handle_(curl_easy_init()), base_url_(load.url) {
  const auto set = [this](CURLoption option, auto value) { check(curl_easy_setopt(handle_, option, value)); };
  set(CURLOPT_HTTPHEADER, headers.get());
  set(CURLOPT_CUSTOMREQUEST, "PATCH");
  set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_TIMEOUT_MS, 30'000L);
  set(CURLOPT_WRITEFUNCTION, &take_body);
  set(CURLOPT_WRITEDATA, static_cast<void*>(&answer_));
  set(CURLOPT_PRIVATE, static_cast<void*>(this));
  if (load.ca_file.empty()) return;
  set(CURLOPT_CAINFO, load.ca_file.c_str());
  set(CURLOPT_CAPATH, static_cast<char*>(nullptr));  // with one, libcurl 7.88 reads the certificates again for each connection
}

RawCall& RawCall::of(CURL* handle) {
  RawCall* call = nullptr;
  curl_easy_getinfo(handle, CURLINFO_PRIVATE, &call);
  return *call;
}

void RawCall::prepare(const Ticket& ticket) {
  ticket_ = ticket;
  url_ = base_url_ + raw_path(ticket.number);
  body_ = raw_body(ticket.number);
  answer_.clear();
  check(curl_easy_setopt(handle_, CURLOPT_URL, url_.c_str()));
  check(curl_easy_setopt(handle_, CURLOPT_POSTFIELDSIZE, static_cast<long>(body_.size())));
  check(curl_easy_setopt(handle_, CURLOPT_POSTFIELDS, body_.c_str()));
}

void RawCall::finish(CURLcode code, Meter& meter) const {
  if (code != CURLE_OK) return meter.fail(curl_easy_strerror(code));
  is_success(answer_, ticket_.number) ? meter.end(ticket_) : meter.fail("a wrong answer: " + answer_);
}

std::size_t RawCall::take_body(char* bytes, std::size_t size, std::size_t count, void* into) {
  static_cast<std::string*>(into)->append(bytes, size * count);
  return size * count;
}

void compare_with_sdk() {
  const ClientOptions shop{.base_url = "http://127.0.0.1:1/v2"};
  auto request = wire::encode(shop, {.order_no = OrderNo{order_no_of(7)}},
                              Send{.parcel_code = ParcelCode{std::string{parcel_code}}, .invoice_no = invoice_no_of(7)});
  wire::authorize(request, token);
  const auto headers = raw_headers();
  const curl_slist* line = headers->next;  // without "Expect:", which libcurl leaves out
  bool is_same = request.url == shop.base_url + raw_path(7) && request.body == raw_body(7);
  for (const auto& header : request.headers) {
    is_same = is_same && line && header.name + ": " + header.value == line->data;
    line = line ? line->next : nullptr;
  }
  if (!is_same || line) throw std::runtime_error{"libcurl alone is not given what the SDK sends:\n" + http::to_string(request)};
}

}  // namespace imweb::bench
