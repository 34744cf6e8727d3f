// Tests the quickstart as a program: against a shop (a sandbox here), with a CSV, a credentials file and wrong arguments.
#include <sys/wait.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>

#include <imweb/testing/sandbox.hpp>

namespace {

struct Run {
  int code;
  std::string output;
};

Run run(const std::string& arguments, const std::string& input = {}) {
  const std::string command = "printf '" + input + "' | " QUICKSTART " " + arguments + " 2>&1";
  Run run{};
  FILE* pipe = ::popen(command.c_str(), "r");
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) run.output += static_cast<char>(c);
  run.code = WEXITSTATUS(::pclose(pipe));
  return run;
}

void expect(bool is_true, std::string_view what) {
  if (is_true) return;
  std::cout << "failed: " << what << "\n";
  std::exit(1);
}

void expect(const Run& run, int code, std::string_view text) {
  if (run.code == code && run.output.find(text) != std::string::npos) return;
  std::cout << "failed: expected exit code " << code << " and \"" << text << "\", got " << run.code << " and\n"
            << run.output << "\n";
  std::exit(1);
}

/// A file that is gone at the end.
class File {
 public:
  File(const std::string& name, std::string_view text)
      : path_(std::filesystem::temp_directory_path() / ("imweb_quickstart_" + name)) {
    std::ofstream{path_} << text;
    std::filesystem::permissions(path_, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() { std::filesystem::remove(path_); }
  [[nodiscard]] std::string name() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

}  // namespace

int main() {
  imweb::testing::Sandbox shop;
  shop.add_order({.order_no = "202604270000001", .items = {{.status = "STANDBY"}}});
  shop.add_order({.order_no = "202604270000002", .items = {{.status = "PAY_WAIT"}}});
  const std::string process = std::to_string(shop.port());
  const File credentials{process + ".txt", "# made up\nkey=" + shop.key() + "\nsecret=" + shop.secret() + "\n"};
  const File two_lines{process + "_two.txt", shop.key() + "\r\n" + shop.secret() + "\r\n"};
  const File csv{process + ".csv",
                 "order_no,parcel_code,invoice_no\r\n202604270000001,CJ,631245789001\r\n"
                 "202604270000002,CJ,631245789002\r\n202604270000003,CJ,\r\n"};
  const File bad_csv{process + "_bad.csv", "order,parcel\n"};
  const std::string at_shop = "--base-url " + shop.base_url() + " ";

  expect(run("--help"), 0, "usage: quickstart");
  expect(run("--wrong x"), 2, "there is no argument --wrong");
  expect(run("--key"), 2, "--key is no argument, or lacks its value");
  expect(run(csv.name()), 2, "whose orders?");
  expect(run("--credentials " + credentials.name()), 2, "which orders?");
  expect(run("--credentials /nowhere " + csv.name()), 2, "cannot read /nowhere");
  expect(run(at_shop + "--key K --secret S " + bad_csv.name()), 2, "the header has no column order_no");
  expect(run("--base-url ftp://shop --key K --secret S " + csv.name()), 2, "base_url has another scheme than https");
  expect(run(at_shop + "--credentials " + credentials.name() + " " + csv.name(), "n\\n"), 1, "/send?order_version=v2");
  expect(shop.ledger().empty(), "nothing is sent before it is confirmed");

  const Run shipped = run(at_shop + "--credentials " + credentials.name() + " " + csv.name(), "y\\n");
  expect(shipped, 0, "line 4: send was not sent: invoice_no is empty");
  expect(shipped, 0, "2 actions: 1 applied, 1 refused, 1 bad rows of the file not sent");
  expect(shipped.output.find(shop.secret()) == std::string::npos, "the secret is not printed");

  shop.add_order({.order_no = "202604270000001", .items = {{.status = "STANDBY"}}});
  shop.fail_next(imweb::testing::Fault::apply_then_reset);
  expect(run(at_shop + "--yes --credentials " + two_lines.name() + " " + csv.name()), 3, "unknown: send of order 202604270000001");
  std::cout << "all passed\n";
}
