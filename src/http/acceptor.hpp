// The sockets that connections are accepted on: an address with a port, or a socket file.
#pragma once

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/error_code.hpp>
#include <expected>
#include <filesystem>

#include "base/file.hpp"
#include "base/task.hpp"

namespace latchkey::http {

using Tcp = boost::asio::ip::tcp;
// One type for TCP and for socket files: what is done with a connection is the same.
using Protocol = boost::asio::generic::stream_protocol;
using Acceptor = boost::asio::basic_socket_acceptor<Protocol, Executor>;

// What can fail throws boost::system::system_error, but for accept_one().

// Where anyone listens already: with SO_REUSEPORT alone, a second server on the same port would
// silently take half of the connections.
void require_free(const Tcp::endpoint& endpoint);

// With SO_REUSEPORT, so that each worker listens for itself.
Acceptor listen_at(const Executor& executor, const Tcp::endpoint& endpoint);
Tcp::endpoint endpoint_of(const Acceptor& acceptor);

// For a socket that listens already, and stays the caller's: a duplicate of it.
Acceptor listen_at(const Executor& executor, int listening_socket);

// The next connection that waits to be accepted, as a socket that does not block; would_block where
// none does.
std::expected<Descriptor, boost::system::error_code> accept_one(Acceptor& acceptor);
// The peer's address; unspecified for what is no TCP socket.
boost::asio::ip::address peer_address(const Descriptor& socket);

// A file with mode 0600 whatever the umask. One that a server which did not end properly has left
// is replaced; throws also where somebody answers on it, and where the file is no socket.
Acceptor listen_at(const Executor& executor, const std::filesystem::path& file);

// Whether the process at the other end of a socket file runs as this one's user, or as root.
bool is_own_user(const Descriptor& socket);

}  // namespace latchkey::http
