// Tests the quickstart as a program: against a shop (a sandbox here), with a CSV, a credentials file and wrong arguments.
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstddef>
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

/// All that is written until the end, and how it ended.
Run rest_of(FILE* pipe) {
  Run run{};
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) run.output += static_cast<char>(c);
  run.code = WEXITSTATUS(::pclose(pipe));
  return run;
}

Run run(const std::string& arguments, const std::string& input = {}) {
  const std::string command = "printf '" + input + "' | " QUICKSTART " " + arguments + " 2>&1";
  return rest_of(::popen(command.c_str(), "r"));
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

/// Ctrl-C when the shop has had so many requests. The shell tells the number of the process that it turns into.
Run run_until(const imweb::testing::Sandbox& shop, std::size_t requests, const std::string& arguments) {
  const std::string command = "echo $$; exec " QUICKSTART " " + arguments + " 2>&1";
  FILE* pipe = ::popen(command.c_str(), "r");
  std::array<char, 32> process{};
  expect(std::fgets(process.data(), process.size(), pipe) != nullptr && shop.wait_for_requests(requests), "the run is under way");
  ::kill(std::stoi(process.data()), SIGINT);
  return rest_of(pipe);
}

/// A file that is gone at the end.
class File {
 public:
  File(const std::string& name, std::string_view text)
      : path_(std::filesystem::temp_directory_path() / ("imweb_quickstart_" + std::to_string(::getpid()) + "_" + name)) {
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

int count_writes(const imweb::testing::Sandbox& shop) {
  const auto ledger = shop.ledger();
  return static_cast<int>(std::count_if(ledger.begin(), ledger.end(), [](const imweb::testing::LedgerEntry& entry) {
    return entry.kind == imweb::testing::EntryKind::write;
  }));
}

void tells_wrong_use(const std::string& at_shop, const std::string& credentials, const std::string& csv) {
  const File bad_csv{"bad.csv", "order,parcel\n"};
  expect(run("--help"), 0, "usage: quickstart");
  expect(run("--wrong x"), 2, "there is no argument --wrong");
  expect(run("--key"), 2, "--key is no argument, or lacks its value");
  expect(run(csv), 2, "whose orders?");
  expect(run("--credentials " + credentials), 2, "which orders?");
  expect(run("--credentials /nowhere " + csv), 2, "cannot read /nowhere");
  expect(run(at_shop + "--key K --secret S " + bad_csv.name()), 2, "the header has no column order_no");
  expect(run("--base-url ftp://shop --key K --secret S " + csv), 2, "base_url has another scheme than https");
  expect(run(at_shop + "--key K --secret S " + csv), 2, "imweb did not accept the API key or secret");
}

void ships_what_is_missing(imweb::testing::Sandbox& shop, const std::string& use, const std::string& csv) {
  expect(run(use + csv, "n\\n"), 1, "202604270000001-001  planned   set_invoice, send");
  expect(count_writes(shop) == 0, "nothing is changed before it is confirmed");

  const Run shipped = run(use + csv, "y\\n");
  expect(shipped, 0, "line 4: send was not sent: invoice_no is empty");
  expect(shipped, 0, "2 results: 1 shipped, 1 conflict, 1 bad rows of the file not sent");
  expect(shipped.output.find(shop.secret()) == std::string::npos, "the secret is not printed");

  const int writes = count_writes(shop);
  expect(run(use + csv), 0, "There is nothing to ship now.");
  expect(count_writes(shop) == writes, "what is shipped is left alone");
}

void says_when_to_run_it_again(imweb::testing::Sandbox& shop, const std::string& use, const std::string& csv) {
  using imweb::testing::Fault, imweb::testing::RequestKind;
  shop.add_order({.order_no = "202604270000001", .items = {{.status = "STANDBY"}}});
  shop.fail_next(Fault::close_after_reading, 1, {.on = RequestKind::write});
  expect(run("--yes " + use + csv), 3, "1 unknown");
}

void stops_at_ctrl_c(const std::string& use_of_any_shop) {
  imweb::testing::Sandbox shop;
  std::string rows = "order_no,parcel_code,invoice_no\n";
  for (int i = 100; i < 125; ++i) {
    const std::string number = "202604270000" + std::to_string(i);
    shop.add_order({.order_no = number, .items = {{.status = "STANDBY"}}});
    rows += number + ",CJ,631245789" + std::to_string(i) + "\n";
  }
  const File csv{"many.csv", rows};
  constexpr std::size_t some_writes = 8;  // after a login, the plan and a look
  expect(run_until(shop, some_writes, "--yes --base-url " + shop.base_url() + use_of_any_shop + csv.name()), 3, " not_shipped,");
  expect(count_writes(shop) < 25, "no further step begins");
}

}  // namespace

int main() {
  imweb::testing::Sandbox shop;
  shop.add_order({.order_no = "202604270000001", .items = {{.status = "STANDBY"}}});
  shop.add_order({.order_no = "202604270000002", .items = {{.status = "PAY_WAIT"}}});
  const File credentials{"credentials.txt", "# made up\nkey=" + shop.key() + "\nsecret=" + shop.secret() + "\n"};
  const File two_lines{"two_lines.txt", shop.key() + "\r\n" + shop.secret() + "\r\n"};
  const File csv{"parcels.csv",
                 "order_no,parcel_code,invoice_no\r\n202604270000001,CJ,631245789001\r\n"
                 "202604270000002,CJ,631245789002\r\n202604270000003,CJ,\r\n"};
  const std::string at_shop = "--base-url " + shop.base_url() + " ";

  tells_wrong_use(at_shop, credentials.name(), csv.name());
  ships_what_is_missing(shop, at_shop + "--credentials " + credentials.name() + " ", csv.name());
  says_when_to_run_it_again(shop, at_shop + "--credentials " + two_lines.name() + " ", csv.name());
  stops_at_ctrl_c(" --credentials " + two_lines.name() + " ");
  std::cout << "all passed\n";
}
