#include "http/acceptor.hpp"

#include <boost/asio/local/stream_protocol.hpp>
#include <cstring>
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "http/local_address.hpp"

namespace latchkey::http {

namespace {

namespace asio = boost::asio;
using Local = asio::local::stream_protocol;
using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

boost::system::error_code last_error() {
  return {errno, boost::system::system_category()};
}

Tcp::endpoint tcp_endpoint(const Protocol::endpoint& endpoint) {
  Tcp::endpoint address;
  const int family = endpoint.protocol().family();
  if (family != AF_INET && family != AF_INET6)
    return address;
  address.resize(endpoint.size());
  std::memcpy(address.data(), endpoint.data(), endpoint.size());
  return address;
}

bool is_answered(const Local::endpoint& endpoint) {
  asio::io_context context(BOOST_ASIO_CONCURRENCY_HINT_1);
  Local::socket probe(context);
  boost::system::error_code code;
  probe.connect(endpoint, code);
  return code != asio::error::connection_refused;
}

void remove_stale(const std::filesystem::path& file, const Local::endpoint& endpoint) {
  struct stat status{};
  if (lstat(file.c_str(), &status) != 0)
    return;
  if (!S_ISSOCK(status.st_mode))
    throw boost::system::system_error(asio::error::make_error_code(asio::error::not_socket));
  if (is_answered(endpoint))
    throw boost::system::system_error(asio::error::make_error_code(asio::error::address_in_use));
  unlink(file.c_str());
}

}  // namespace

void require_free(const Tcp::endpoint& endpoint) {
  asio::io_context context(BOOST_ASIO_CONCURRENCY_HINT_1);
  Acceptor probe(context.get_executor());
  probe.open(endpoint.protocol());
  probe.set_option(Acceptor::reuse_address(true));
  probe.bind(endpoint);
}

Acceptor listen_at(const Executor& executor, const Tcp::endpoint& endpoint) {
  Acceptor acceptor(executor);
  acceptor.open(endpoint.protocol());
  acceptor.set_option(Acceptor::reuse_address(true));
  acceptor.set_option(ReusePort(true));
  acceptor.bind(endpoint);
  acceptor.listen(asio::socket_base::max_listen_connections);
  return acceptor;
}

Tcp::endpoint endpoint_of(const Acceptor& acceptor) {
  return tcp_endpoint(acceptor.local_endpoint());
}

Acceptor listen_at(const Executor& executor, int listening_socket) {
  int family = 0;
  socklen_t size = sizeof family;
  if (getsockopt(listening_socket, SOL_SOCKET, SO_DOMAIN, &family, &size) != 0)
    throw boost::system::system_error(last_error());
  const int duplicate = fcntl(listening_socket, F_DUPFD_CLOEXEC, 0);
  if (duplicate < 0)
    throw boost::system::system_error(last_error());
  return {executor, Protocol(family, IPPROTO_TCP), duplicate};
}

// A peer that has gone before it was accepted is nobody's fault.
std::expected<Descriptor, boost::system::error_code> accept_one(Acceptor& acceptor) {
  for (;;) {
    Descriptor socket(
        accept4(acceptor.native_handle(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (socket.is_open())
      return socket;
    if (errno != EINTR && errno != ECONNABORTED && errno != EPROTO)
      return std::unexpected(last_error());
  }
}

asio::ip::address peer_address(const Descriptor& socket) {
  Protocol::endpoint endpoint;
  socklen_t size = static_cast<socklen_t>(endpoint.capacity());
  if (getpeername(socket.number(), endpoint.data(), &size) != 0)
    return {};
  endpoint.resize(size);
  return tcp_endpoint(endpoint).address();
}

Acceptor listen_at(const Executor& executor, const std::filesystem::path& file) {
  const LocalAddress address(file);
  remove_stale(file, address.endpoint());
  Acceptor acceptor(executor);
  acceptor.open(address.endpoint().protocol());
  // Linux makes the file with the mode of the socket, so there is no moment at which it is wider.
  if (fchmod(acceptor.native_handle(), S_IRUSR | S_IWUSR) != 0)
    throw boost::system::system_error(last_error());
  acceptor.bind(address.endpoint());
  acceptor.listen(asio::socket_base::max_listen_connections);
  return acceptor;
}

bool is_own_user(const Descriptor& socket) {
  ucred peer{};
  socklen_t size = sizeof peer;
  return getsockopt(socket.number(), SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
         (peer.uid == 0 || peer.uid == geteuid());
}

}  // namespace latchkey::http
