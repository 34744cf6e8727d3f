// One client of the loopback server: reads requests one after the other, delivers the answers as told.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

#include <imweb/base/time.hpp>

#include "sandbox/http_message.hpp"
#include "sandbox/socket.hpp"

namespace imweb::inline v0::testing::sandbox {

/// What becomes of the connection when the bytes have left.
enum class Ending : std::uint8_t {
  keep_open,  ///< the next request is read
  close,      ///< FIN
  reset,      ///< RST
  stall,      ///< stays open, nothing more is read or sent
};

/// What is sent for one request, and how.
struct Transmission {
  std::string bytes{};                   ///< everything, status line included; see to_bytes
  Duration delay = Duration::zero();     ///< before the first byte
  Duration per_byte = Duration::zero();  ///< if not zero, bytes leave one by one, so far apart
  Ending ending = Ending::keep_open;
};

/// Asked once for each complete request, on the server's thread.
using Answer = std::function<Transmission(const HttpRequest&)>;

class Connection {
 public:
  Connection(Descriptor socket, const HttpLimits& limits) : socket_(std::move(socket)), limits_(limits) {}

  [[nodiscard]] int number() const noexcept { return socket_.number(); }
  [[nodiscard]] bool is_over() const noexcept { return socket_.number() < 0; }
  [[nodiscard]] bool is_idle() const noexcept { return state_ == State::reading && in_.empty(); }

  /// What poll shall watch for.
  [[nodiscard]] short events() const noexcept;
  /// When `step` wants to be called even if nothing happens.
  [[nodiscard]] TimePoint due() const noexcept;
  /// Does what can be done now; `happened` is what poll reported.
  void step(short happened, const Answer& answer);

 private:
  enum class State : std::uint8_t { reading, answering, draining, stalled };

  void read();
  void proceed(const Answer& answer);
  bool take_request(const Answer& answer);
  void deliver(Transmission delivery, TimePoint now);
  bool send_what_is_due();
  void end_delivery();

  Descriptor socket_;
  HttpLimits limits_;
  State state_ = State::reading;
  bool client_is_done_ = false;  // it sent FIN
  bool is_blocked_ = false;      // the socket takes no more bytes at the moment
  std::string in_{};
  Transmission out_{};
  std::size_t sent_ = 0;
  TimePoint next_byte_at_{};
};

}  // namespace imweb::inline v0::testing::sandbox
