#include "http/stream.hpp"

#include <array>
#include <boost/asio/buffer.hpp>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

namespace latchkey::http {

namespace {

namespace asio = boost::asio;

// To somebody who has typed http:// instead of https://.
constexpr std::string_view plain_http_answer =
    "HTTP/1.1 400 Bad Request\r\n"
    "Content-Type: text/plain\r\n"
    "Content-Length: 50\r\n"
    "Connection: close\r\n\r\n"
    "This port speaks HTTPS: begin the URL with https.\n";

Stream::Transfer transfer_of(const boost::system::error_code& code, std::size_t count) {
  if (code == asio::error::would_block)
    return {.state = Stream::State::blocked};
  if (code)
    return {.state = Stream::State::ended};
  return {.state = Stream::State::moved, .count = count};
}

}  // namespace

Stream::Stream(Socket socket, std::shared_ptr<const crypto::TlsContext> tls)
    : socket_(std::move(socket)) {
  boost::system::error_code ignored;
  socket_.non_blocking(true, ignored);
  socket_.set_option(Tcp::no_delay(true), ignored);
  if (tls)
    tls_.emplace(std::move(tls), socket_.native_handle());
}

Stream::~Stream() {
  if (tls_)
    tls_->finish();
}

Stream::Transfer Stream::read_some(std::span<char> into) {
  if (tls_)
    return through_tls(tls_->read(into));
  boost::system::error_code code;
  const std::size_t count = socket_.read_some(asio::buffer(into.data(), into.size()), code);
  return transfer_of(code, count);
}

Stream::Transfer Stream::write_some(std::string_view bytes) {
  if (tls_)
    return through_tls(tls_->write(bytes));
  boost::system::error_code code;
  const std::size_t count = socket_.write_some(asio::buffer(bytes), code);
  awaited_ = code ? Socket::wait_write : Socket::wait_read;
  return transfer_of(code, count);
}

Stream::Transfer Stream::through_tls(const crypto::TlsChannel::Transfer& transfer) {
  using Tls = crypto::TlsChannel::State;
  awaited_ = transfer.state == Tls::wants_write ? Socket::wait_write : Socket::wait_read;
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
  boost::system::error_code ignored;
  std::array<char, 4096> unread{};
  socket_.write_some(asio::buffer(plain_http_answer), ignored);
  socket_.shutdown(Socket::shutdown_send, ignored);
  socket_.read_some(asio::buffer(unread), ignored);
}

void Stream::finish_writing() {
  if (tls_)
    tls_->finish();
  boost::system::error_code ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
}

std::chrono::milliseconds Stream::silence() {
  tcp_info info{};
  socklen_t size = sizeof info;
  if (getsockopt(socket_.native_handle(), IPPROTO_TCP, TCP_INFO, &info, &size) != 0)
    return {};
  return std::chrono::milliseconds(info.tcpi_last_data_recv);
}

std::string_view Stream::failure() const {
  return tls_ ? std::string_view(tls_->failure()) : std::string_view();
}

}  // namespace latchkey::http
