// A client made of bare socket calls, to see exactly what a server does to a connection.
//
//     PlainClient client{server.port()};
//     client.send("GET / HTTP/1.1\r\n\r\n");
//     EXPECT_EQ(client.read_to_end().ending, PlainClient::Ending::fin);
#pragma once

#include <array>
#include <cerrno>
#include <cstdint>
#include <string>
#include <string_view>

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

class PlainClient {
 public:
  enum class Ending { fin, reset, silence, enough };
  struct Heard {
    std::string text{};
    Ending ending = Ending::enough;
  };

  explicit PlainClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    is_connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    patience(10'000);
  }
  PlainClient(const PlainClient&) = delete;
  PlainClient& operator=(const PlainClient&) = delete;
  ~PlainClient() { ::close(socket_); }

  bool is_connected() const { return is_connected_; }

  void send(std::string_view text) { ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL); }
  void end_sending() { ::shutdown(socket_, SHUT_WR); }

  // How long a read waits before it counts as silence.
  void patience(int milliseconds) {
    const timeval limit{milliseconds / 1000, milliseconds % 1000 * 1000};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  }

  // Reads until the text holds `enough`, or the connection ends.
  Heard read_until(std::string_view enough) {
    Heard heard;
    while (heard.text.find(enough) == std::string::npos) {
      std::array<char, 4096> buffer;
      const auto count = ::recv(socket_, buffer.data(), buffer.size(), 0);
      if (count > 0) heard.text.append(buffer.data(), static_cast<std::size_t>(count));
      if (count == 0) heard.ending = Ending::fin;
      if (count < 0) heard.ending = errno == ECONNRESET ? Ending::reset : Ending::silence;
      if (count <= 0) return heard;
    }
    return heard;
  }
  Heard read_to_end() { return read_until("(this never comes)"); }

  // Up to the end of a JSON envelope or an empty body.
  std::string read_answer() { return read_until("}").text; }

 private:
  int socket_;
  bool is_connected_ = false;
};
