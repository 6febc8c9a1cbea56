#include "server/systemd.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fcntl.h>
#include <optional>
#include <spdlog/fmt/fmt.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace latchkey::server {

namespace {

constexpr int first_passed_socket = 3;

std::string_view environment(const char* name) {
  // Set by whoever started the process; nothing here changes the environment.
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe)
  return value != nullptr ? value : "";
}

std::optional<int> number_in(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size())
    return std::nullopt;
  return number;
}

int option_of(int socket, int option) {
  int value = -1;
  socklen_t size = sizeof value;
  return getsockopt(socket, SOL_SOCKET, option, &value, &size) == 0 ? value : -1;
}

bool is_tcp_listener(int socket) {
  const int family = option_of(socket, SO_DOMAIN);
  return (family == AF_INET || family == AF_INET6) && option_of(socket, SO_TYPE) == SOCK_STREAM &&
         option_of(socket, SO_ACCEPTCONN) == 1;
}

}  // namespace

bool is_credential(const std::filesystem::path& file) {
  const std::string_view folder = environment("CREDENTIALS_DIRECTORY");
  return !folder.empty() && file.parent_path() == std::filesystem::path(folder);
}

std::expected<std::vector<int>, std::string> take_passed_sockets() {
  std::vector<int> sockets;
  if (number_in(environment("LISTEN_PID")) != getpid())
    return sockets;
  const int count = number_in(environment("LISTEN_FDS")).value_or(0);
  for (int socket = first_passed_socket; socket < first_passed_socket + count; ++socket) {
    if (!is_tcp_listener(socket))
      return std::unexpected(
          fmt::format("the socket unit passes as descriptor {} what is no listening TCP socket: "
                      "ListenStream= must be a port or an address",
                      socket));
    fcntl(socket, F_SETFD, FD_CLOEXEC);
    sockets.push_back(socket);
  }
  return sockets;
}

void notify_systemd(std::string_view state) {
  const std::string_view path = environment("NOTIFY_SOCKET");
  sockaddr_un address{};
  if (path.empty() || path.size() >= sizeof address.sun_path)
    return;
  address.sun_family = AF_UNIX;
  std::ranges::copy(path, address.sun_path);
  if (path.starts_with('@'))  // the abstract namespace
    address.sun_path[0] = '\0';
  const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (socket < 0)
    return;
  const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
  sendto(socket, state.data(), state.size(), MSG_NOSIGNAL,
         reinterpret_cast<const sockaddr*>(&address), size);
  close(socket);
}

}  // namespace latchkey::server
