#include "sandbox/connection.hpp"

#include <array>
#include <cerrno>
#include <utility>

#include <poll.h>
#include <sys/socket.h>

namespace imweb::inline v0::testing::sandbox {
namespace {

constexpr std::size_t read_ahead_bytes = 64 * 1024;

bool is_temporary(int error) noexcept { return error == EAGAIN || error == EWOULDBLOCK || error == EINTR; }

}  // namespace

short Connection::events() const noexcept {
  short wanted = 0;
  const bool has_room = state_ != State::answering || in_.size() < read_ahead_bytes;
  if (!client_is_done_ && has_room) wanted |= POLLIN;
  if (state_ == State::answering && is_blocked_) wanted |= POLLOUT;
  return wanted;
}

TimePoint Connection::due() const noexcept { return state_ == State::answering && !is_blocked_ ? next_byte_at_ : never; }

void Connection::step(short happened, const Answer& answer) {
  if (happened & POLLOUT) is_blocked_ = false;
  if (happened & (POLLIN | POLLERR | POLLHUP)) read();  // a reset client's last request can still be read
  if (!is_over()) proceed(answer);
}

void Connection::read() {
  std::array<char, read_ahead_bytes> buffer;
  const auto count = ::recv(socket_.number(), buffer.data(), buffer.size(), 0);
  if (count < 0 && is_temporary(errno)) return;
  if (count < 0) return socket_.close();
  if (count == 0) client_is_done_ = true;
  const bool listens = state_ == State::reading || state_ == State::answering;
  if (listens) in_.append(buffer.data(), static_cast<std::size_t>(count));
  if (!listens && client_is_done_) socket_.close();
}

void Connection::proceed(const Answer& answer) {
  while (!is_over()) {
    const bool goes_on = state_ == State::reading ? take_request(answer) : state_ == State::answering && send_what_is_due();
    if (!goes_on) return;
  }
}

// Each of the following two says whether there is more to do at once.

bool Connection::take_request(const Answer& answer) {
  auto parsed = parse_request(in_, limits_);
  const TimePoint now = std::chrono::steady_clock::now();
  if (const auto* bad = std::get_if<BadRequest>(&parsed)) {
    deliver({.bytes = to_bytes(bad->status, {{"Connection", "close"}}, ""), .ending = Ending::close}, now);
    return true;
  }
  auto* complete = std::get_if<ParsedRequest>(&parsed);
  if (!complete) {
    if (client_is_done_) socket_.close();
    return false;
  }
  in_.erase(0, complete->size);
  complete->request.at = now;
  Transmission delivery = answer(complete->request);
  if (delivery.ending == Ending::keep_open && !complete->request.keeps_alive()) delivery.ending = Ending::close;
  deliver(std::move(delivery), now);
  return true;
}

bool Connection::send_what_is_due() {
  if (is_blocked_ || std::chrono::steady_clock::now() < next_byte_at_) return false;
  const bool trickles = out_.per_byte > Duration::zero();
  const std::string_view rest = std::string_view{out_.bytes}.substr(sent_, trickles ? 1 : std::string_view::npos);
  if (!rest.empty()) {
    const auto count = ::send(socket_.number(), rest.data(), rest.size(), MSG_NOSIGNAL);
    if (count < 0 && is_temporary(errno))
      is_blocked_ = true;
    else if (count < 0)
      socket_.close();
    else
      sent_ += static_cast<std::size_t>(count);
    if (trickles) next_byte_at_ += out_.per_byte;
  }
  if (!is_over() && sent_ == out_.bytes.size()) end_delivery();
  return !is_over() && !is_blocked_;
}

void Connection::deliver(Transmission delivery, TimePoint now) {
  state_ = State::answering;
  is_blocked_ = false;
  next_byte_at_ = now + delivery.delay;
  sent_ = 0;
  out_ = std::move(delivery);
}

void Connection::end_delivery() {
  switch (out_.ending) {
    case Ending::keep_open: state_ = State::reading; return;
    case Ending::reset: reset_connection(socket_); return;
    case Ending::stall: state_ = State::stalled; break;
    case Ending::close:
      // Unread bytes would turn the FIN into an RST: read on until the client closes too.
      ::shutdown(socket_.number(), SHUT_WR);
      state_ = State::draining;
      break;
  }
  if (client_is_done_) socket_.close();
}

}  // namespace imweb::inline v0::testing::sandbox
