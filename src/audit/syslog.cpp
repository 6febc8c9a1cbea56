#include "audit/syslog.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <climits>
#include <cstring>
#include <linux/sockios.h>
#include <memory>
#include <netdb.h>
#include <spdlog/fmt/fmt.h>
#include <stdexcept>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <system_error>
#include <thread>
#include <unistd.h>

#include "audit/syslog_message.hpp"

namespace latchkey::audit {

namespace {

// What fits a datagram of UDP.
constexpr std::size_t longest_datagram = 60'000;
constexpr timeval patience{.tv_sec = 2, .tv_usec = 0};

[[noreturn]] void throw_fault(std::string_view verb) {
  throw std::system_error(errno, std::generic_category(), std::string(verb));
}

std::string host_name() {
  std::array<char, HOST_NAME_MAX + 1> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

Descriptor open_socket(int family, int type) {
  Descriptor opened(::socket(family, type | SOCK_CLOEXEC, 0));
  if (!opened.is_open())
    throw_fault("cannot open a socket");
  ::setsockopt(opened.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
  return opened;
}

void send_all(int socket, std::string_view text) {
  while (!text.empty()) {
    const auto sent = ::send(socket, text.data(), text.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno != EINTR)
      throw_fault("cannot send");
    if (sent > 0)
      text.remove_prefix(static_cast<std::size_t>(sent));
  }
}

// A stream whose other end is closed still takes a first message, and loses it.
bool is_closed_by_peer(int socket) {
  char ignored = 0;
  const auto got = ::recv(socket, &ignored, 1, MSG_DONTWAIT);
  return got == 0 || (got < 0 && errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR);
}

}  // namespace

Syslog::Syslog(SyslogAddress address)
    : address_(std::move(address)), host_(host_name()), process_id_(std::to_string(::getpid())) {}

Delivery Syslog::deliver(std::span<const store::audit::Record> records) {
  Delivery delivery;
  try {
    if (is_tcp() && socket_.is_open() && is_closed_by_peer(socket_.get()))
      socket_.close();
    if (!socket_.is_open())
      connect();
    for (const auto& record : records) {
      send(record);
      if (!is_tcp())
        delivery.last_id = record.event.id;
    }
    if (is_tcp()) {
      wait_for_acknowledgement();
      delivery.last_id = records.back().event.id;
    }
  } catch (const std::exception& error) {
    socket_.close();
    delivery.fault = error.what();
  }
  return delivery;
}

void Syslog::connect() {
  if (address_.transport == SyslogAddress::Transport::local)
    connect_local();
  else
    connect_network();
}

void Syslog::connect_local() {
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  if (address_.host.size() >= sizeof(name.sun_path))
    throw std::runtime_error(fmt::format("{} is too long for a socket", address_.host));
  std::memcpy(name.sun_path, address_.host.data(), address_.host.size());
  auto opened = open_socket(AF_UNIX, SOCK_DGRAM);
  if (::connect(opened.get(), reinterpret_cast<const sockaddr*>(&name), sizeof(name)) != 0)
    throw_fault("cannot connect to " + address_.host);
  socket_ = std::move(opened);
}

void Syslog::connect_network() {
  addrinfo hints{};
  hints.ai_family = AF_UNSPEC;
  hints.ai_socktype = is_tcp() ? SOCK_STREAM : SOCK_DGRAM;
  addrinfo* list = nullptr;
  if (const int failed = ::getaddrinfo(address_.host.c_str(), address_.port.c_str(), &hints, &list);
      failed != 0)
    throw std::runtime_error(
        fmt::format("cannot find {}: {}", address_.host, gai_strerror(failed)));
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(list, freeaddrinfo);
  for (const addrinfo* one = list; one != nullptr; one = one->ai_next) {
    auto opened = open_socket(one->ai_family, one->ai_socktype);
    if (::connect(opened.get(), one->ai_addr, one->ai_addrlen) == 0) {
      socket_ = std::move(opened);
      return;
    }
  }
  throw_fault(fmt::format("cannot connect to {}:{}", address_.host, address_.port));
}

void Syslog::send(const store::audit::Record& record) {
  auto message = syslog_message(record, host_, process_id_);
  if (!is_tcp() && message.size() > longest_datagram)
    message.resize(longest_datagram);
  send_all(socket_.get(), is_tcp() ? fmt::format("{} {}", message.size(), message) : message);
}

void Syslog::wait_for_acknowledgement() {
  constexpr std::chrono::milliseconds pause{5};
  constexpr int most_pauses = 400;
  int waiting = 0;
  for (int pauses = 0; pauses < most_pauses; ++pauses) {
    if (::ioctl(socket_.get(), SIOCOUTQ, &waiting) != 0)
      throw_fault("cannot send");
    if (waiting == 0)
      return;
    std::this_thread::sleep_for(pause);
  }
  throw std::runtime_error("the receiver takes nothing");
}

}  // namespace latchkey::audit
