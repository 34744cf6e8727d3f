// The program's arguments, and the file with a shop's key and secret.
#pragma once

#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <imweb/base/secret.hpp>
#include <imweb/client_options.hpp>

constexpr std::string_view usage =
    "usage: quickstart                        a morning's work in a made-up shop, on a sandbox of its own\n"
    "       quickstart [OPTION]... FILE.csv   ships the parcels in FILE.csv (order_no,parcel_code,invoice_no)\n"
    "\n"
    "It reads the orders, shows what is missing, asks, and does that. Run again, it does nothing twice; after exit\n"
    "code 3 wait 65 s first, because imweb may still be at work. Ctrl-C ends it with a report.\n"
    "\n"
    "  --credentials FILE  the shop's key and secret: two lines, or key=... and secret=...\n"
    "  --key K --secret S  the same in the open: other users of this machine can see them in `ps`\n"
    "  --base-url URL      default: https://api.imweb.me/v2\n"
    "  --yes               do not ask before shipping\n"
    "\n"
    "exit code: 0 all is decided, conflicts and refusals among it (of the sandbox run: as staged), 1 not confirmed,\n"
    "2 wrong use, 3 something is unknown or was not done\n";

struct Options {
  bool wants_help = false;
  bool is_confirmed = false;
  std::string csv_file{};  ///< empty: the sandbox run
  std::string base_url = imweb::ClientOptions{}.base_url;
  imweb::Credentials credentials{};
  std::string problem{};  ///< not empty: wrong use
  std::string warning{};
};

[[nodiscard]] inline std::optional<std::string> read_file(const std::string& name) {
  std::ifstream file{name, std::ios::binary};
  std::ostringstream text;
  if (!file || !(text << file.rdbuf() || file.peek() == std::ifstream::traits_type::eof())) return std::nullopt;
  return text.str();
}

/// "key=K" and "secret=S" in any order, or K and S on a line each. Empty lines and lines that begin with # do not count.
[[nodiscard]] inline imweb::Credentials read_credentials(const std::string& text) {
  std::istringstream lines{text};
  std::vector<std::string> plain;
  imweb::Credentials credentials;
  for (std::string line; std::getline(lines, line);) {
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty() || line.starts_with('#')) continue;
    if (line.starts_with("key=")) {
      credentials.key = imweb::Secret{line.substr(4)};
    } else if (line.starts_with("secret=")) {
      credentials.secret = imweb::Secret{line.substr(7)};
    } else {
      plain.push_back(line);
    }
  }
  if (plain.size() == 2) return {imweb::Secret{plain[0]}, imweb::Secret{plain[1]}};
  return credentials;
}

[[nodiscard]] inline bool is_seen_by_others(const std::string& file) {
  using std::filesystem::perms;
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  return !error && (status.permissions() & (perms::group_all | perms::others_all)) != perms::none;
}

/// Takes one argument that has a value. False: there is no such argument.
[[nodiscard]] inline bool take_pair(Options& options, std::string_view name, const std::string& value) {
  if (name == "--base-url") {
    options.base_url = value;
  } else if (name == "--key") {
    options.credentials.key = imweb::Secret{value};
  } else if (name == "--secret") {
    options.credentials.secret = imweb::Secret{value};
  } else if (name == "--credentials") {
    const auto text = read_file(value);
    if (!text) options.problem = "cannot read " + value;
    if (text) options.credentials = read_credentials(*text);
    if (is_seen_by_others(value)) options.warning = value + " can be read by others; chmod 600 " + value + " ends that";
  } else {
    return false;
  }
  return true;
}

[[nodiscard]] inline Options read_options(const std::vector<std::string>& words) {
  Options options;
  for (std::size_t i = 0; i < words.size() && options.problem.empty(); ++i) {
    if (words[i] == "--help" || words[i] == "-h") return {.wants_help = true};
    if (words[i] == "--yes") {
      options.is_confirmed = true;
    } else if (!words[i].starts_with('-') && options.csv_file.empty()) {
      options.csv_file = words[i];
    } else if (i + 1 == words.size()) {
      options.problem = words[i] + " is no argument, or lacks its value";
    } else if (!take_pair(options, words[i], words[i + 1])) {
      options.problem = "there is no argument " + words[i];
    } else {
      ++i;
    }
  }
  const bool has_credentials = !options.credentials.key.empty() && !options.credentials.secret.empty();
  if (!options.problem.empty() || words.empty()) return options;
  if (options.csv_file.empty()) options.problem = "which orders? Name a CSV file";
  if (!has_credentials) options.problem = "whose orders? Give --credentials FILE with a key and a secret";
  return options;
}
