#include "http/stream.hpp"

#include <array>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace latchkey::http {

namespace {

// To somebody who has typed http:// instead of https://.
constexpr std::string_view plain_http_answer =
    "HTTP/1.1 400 Bad Request\r\n"
    "Content-Type: text/plain\r\n"
    "Content-Length: 50\r\n"
    "Connection: close\r\n\r\n"
    "This port speaks HTTPS: begin the URL with https.\n";

Stream::Transfer transfer_of(ssize_t result) {
  if (result > 0)
    return {.state = Stream::State::moved, .count = static_cast<std::size_t>(result)};
  const bool is_blocked = result < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
  return {.state = is_blocked ? Stream::State::blocked : Stream::State::ended};
}

ssize_t receive(const Descriptor& socket, std::span<char> into) {
  return TEMP_FAILURE_RETRY(recv(socket.number(), into.data(), into.size(), 0));
}

ssize_t send(const Descriptor& socket, std::string_view bytes) {
  return TEMP_FAILURE_RETRY(::send(socket.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL));
}

}  // namespace

Stream::Stream(Descriptor socket, Readiness& readiness, Executor executor,
               std::shared_ptr<const crypto::TlsContext> tls)
    : socket_(std::move(socket)), watch_(readiness, executor, socket_.number()) {
  constexpr int on = 1;  // Fails on a socket file, which has nothing to be without delay.
  setsockopt(socket_.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (tls)
    tls_.emplace(std::move(tls), socket_.number());
}

Stream::~Stream() {
  if (tls_)
    tls_->finish();
}

Stream::Transfer Stream::read_some(std::span<char> into) {
  const Transfer transfer =
      tls_ ? through_tls(tls_->read(into)) : transfer_of(receive(socket_, into));
  // A record at a time comes out of TLS, and the socket may hold the next.
  is_drained_ = transfer.state == State::blocked || (!tls_ && transfer.count < into.size());
  return transfer;
}

Stream::Transfer Stream::write_some(std::string_view bytes) {
  if (tls_) {
    is_drained_ = false;
    return through_tls(tls_->write(bytes));
  }
  const Transfer transfer = transfer_of(send(socket_, bytes));
  awaited_ = transfer.state == State::blocked ? Direction::out : Direction::in;
  return transfer;
}

Stream::Transfer Stream::through_tls(const crypto::TlsChannel::Transfer& transfer) {
  using Tls = crypto::TlsChannel::State;
  awaited_ = transfer.state == Tls::wants_write ? Direction::out : Direction::in;
  if (transfer.state == Tls::moved)
    return {.state = State::moved, .count = transfer.count};
  if (transfer.state == Tls::wants_read || transfer.state == Tls::wants_write)
    return {.state = State::blocked};
  if (transfer.state == Tls::is_plain_http)
    answer_plain_http();
  return {.state = State::ended};
}

// Once: closing with unread octets would reset the connection, and the answer might be lost.
void Stream::answer_plain_http() {
  std::array<char, 4096> unread{};
  send(socket_, plain_http_answer);
  shutdown(socket_.number(), SHUT_WR);
  receive(socket_, unread);
}

void Stream::finish_writing() {
  if (tls_)
    tls_->finish();
  shutdown(socket_.number(), SHUT_WR);
}

bool Stream::has_arrivals() const {
  int count = 0;
  return (tls_ && tls_->has_pending()) ||
         (ioctl(socket_.number(), FIONREAD, &count) == 0 && count > 0);
}

std::chrono::milliseconds Stream::silence() const {
  tcp_info info{};
  socklen_t size = sizeof info;
  if (getsockopt(socket_.number(), IPPROTO_TCP, TCP_INFO, &info, &size) != 0)
    return {};
  return std::chrono::milliseconds(info.tcpi_last_data_recv);
}

std::string_view Stream::failure() const {
  return tls_ ? std::string_view(tls_->failure()) : std::string_view();
}

}  // namespace latchkey::http
