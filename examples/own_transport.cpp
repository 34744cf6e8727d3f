// A transport of your own is one function: say when the request leaves, and what came back. Here: a recording that answers itself.
#include <iostream>
#include <memory>
#include <string>

#include <imweb/imweb.hpp>

namespace {

struct Recording : imweb::http::Transport {
  void start(std::shared_ptr<imweb::http::Exchange> exchange) override {
    const imweb::http::Request& request = exchange->request();
    const bool is_login = request.url.ends_with("/auth");
    std::cout << to_string(request.method) << " " << request.url << (is_login ? " [redacted]" : " " + request.body) << "\n";
    exchange->sent();
    exchange->done(imweb::http::Response{.status = 200, .body = is_login ? login_answer : order_answer});
  }

  std::string login_answer = R"({"msg":"SUCCESS","code":200,"access_token":"made-up-token"})";
  std::string order_answer = R"({"msg":"SUCCESS","code":200,"data":{"success":["202604270000001"],"failed":[]}})";
};

}  // namespace

int main() {
  imweb::Engine engine{std::make_unique<Recording>()};
  imweb::OrderClient client{{.credentials = {.key = imweb::Secret{"made-up-key"}, .secret = imweb::Secret{"made-up-secret"}}},
                            engine};

  const auto outcome = client.process(imweb::OrderNo{"202604270000001"},
                                      imweb::Send{.parcel_code = imweb::ParcelCode::logen, .invoice_no = "31234567890"});
  std::cout << (outcome ? to_string(*outcome) : to_string(outcome.failure())) << "\n";
}
