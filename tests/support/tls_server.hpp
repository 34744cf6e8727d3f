// `openssl s_server` with certificates made on the spot, for what only real TLS can show.
//
//     Certificates certificates;
//     TlsServer server{certificates.make({.subject = "IP:127.0.0.1"}), {"-www"}};
#pragma once

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace imweb::testing {

/// A process and the two ends of its standard input and output.
struct Process {
  pid_t id = -1;
  int input = -1;
  int output = -1;
};

inline Process spawn_openssl(std::vector<std::string> arguments) {
  int in[2] = {-1, -1};
  int out[2] = {-1, -1};
  if (::pipe2(in, O_CLOEXEC) != 0 || ::pipe2(out, O_CLOEXEC) != 0) return {};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, in[0], 0);
  posix_spawn_file_actions_adddup2(&actions, out[1], 1);
  posix_spawn_file_actions_adddup2(&actions, out[1], 2);
  std::string name = "openssl";
  std::vector<char*> argv{name.data()};
  for (auto& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  Process process{-1, in[1], out[0]};
  if (::posix_spawnp(&process.id, "openssl", &actions, nullptr, argv.data(), environ) != 0) process.id = -1;
  posix_spawn_file_actions_destroy(&actions);
  ::close(in[0]);
  ::close(out[1]);
  return process;
}

/// Reads until the process says `until`, or ends.
inline std::string read_output(const Process& process, const std::string& until = {}) {
  std::string text;
  char byte = 0;
  while (::read(process.output, &byte, 1) == 1) {
    text += byte;
    if (!until.empty() && text.ends_with(until)) break;
  }
  return text;
}

/// Waits for the end; true when all went well.
inline bool finish(Process& process) {
  int status = -1;
  ::close(std::exchange(process.input, -1));
  ::close(std::exchange(process.output, -1));
  return process.id > 0 && ::waitpid(std::exchange(process.id, -1), &status, 0) > 0 && WIFEXITED(status) &&
         WEXITSTATUS(status) == 0;
}

inline void run_openssl(std::vector<std::string> arguments) {
  Process process = spawn_openssl(std::move(arguments));
  const std::string output = read_output(process);
  if (!finish(process)) ADD_FAILURE() << "openssl failed: " << output;
}

struct Certificate {
  std::string file;
  std::string key;
};

/// A temporary directory that goes with this object, and certificates in it, each signed by itself.
class Certificates {
 public:
  struct Wanted {
    std::string subject = "IP:127.0.0.1";  ///< as subjectAltName
    std::string days = "2";                ///< "-1" has expired
  };

  Certificates() {
    std::string path = (std::filesystem::temp_directory_path() / "imweb-certificates-XXXXXX").string();
    if (::mkdtemp(path.data())) directory_ = path;
    std::filesystem::create_directory(trusted());
  }
  Certificates(const Certificates&) = delete;
  Certificates& operator=(const Certificates&) = delete;
  ~Certificates() {
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
  }

  [[nodiscard]] Certificate make(const Wanted& wanted) const {
    const Certificate made{.file = trusted() + "/certificate.pem", .key = directory_ + "/key.pem"};
    const std::string request = directory_ + "/request.pem";
    run_openssl({"req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=test",
                 "-addext", "subjectAltName=" + wanted.subject, "-keyout", made.key, "-out", request});
    run_openssl({"x509", "-req", "-in", request, "-signkey", made.key, "-days", wanted.days, "-copy_extensions", "copy", "-out",
                 made.file});
    return made;
  }

  /// The certificate's public key as libcurl wants a pin: sha256//<base64>.
  [[nodiscard]] std::string pin_of(const Certificate& certificate) const {
    const std::string key = directory_ + "/public";
    run_openssl({"x509", "-in", certificate.file, "-pubkey", "-noout", "-out", key + ".pem"});
    run_openssl({"pkey", "-pubin", "-in", key + ".pem", "-outform", "der", "-out", key + ".der"});
    run_openssl({"dgst", "-sha256", "-binary", "-out", key + ".sha256", key + ".der"});
    run_openssl({"base64", "-A", "-in", key + ".sha256", "-out", key + ".base64"});
    std::string digest;
    std::ifstream{key + ".base64"} >> digest;
    return "sha256//" + digest;
  }

  /// The directory with the certificate, and only that.
  [[nodiscard]] std::string trusted() const { return directory_ + "/trusted"; }

 private:
  std::string directory_;
};

/// Serves TLS on a free port of 127.0.0.1 until it is destroyed. Without "-www" it prints what it is sent and answers nothing.
class TlsServer {
 public:
  TlsServer(const Certificate& certificate, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments{"s_server", "-accept", "127.0.0.1:0", "-cert", certificate.file, "-key", certificate.key};
    arguments.insert(arguments.end(), more.begin(), more.end());
    process_ = spawn_openssl(std::move(arguments));
    read_output(process_, "ACCEPT 127.0.0.1:");
    port_ = read_output(process_, "\n");
    if (!port_.empty()) port_.pop_back();
    EXPECT_FALSE(port_.empty()) << "openssl s_server does not listen";
  }
  TlsServer(const TlsServer&) = delete;
  TlsServer& operator=(const TlsServer&) = delete;
  ~TlsServer() { end(); }

  [[nodiscard]] std::string url() const { return "https://127.0.0.1:" + port_ + "/"; }

  /// Gives this to the client that is connected.
  void type(const std::string& text) const {
    EXPECT_EQ(::write(process_.input, text.data(), text.size()), static_cast<ssize_t>(text.size()));
  }

  /// Waits until this has been printed.
  [[nodiscard]] bool has_seen(const std::string& text) const { return read_output(process_, text).ends_with(text); }

  /// Ends the server and gives everything that it printed since it listened.
  std::string end() {
    if (process_.id <= 0) return {};
    ::kill(process_.id, SIGTERM);
    std::string printed = read_output(process_);
    finish(process_);
    return printed;
  }

 private:
  Process process_{};
  std::string port_;
};

}  // namespace imweb::testing
