#include "db/postgres/listener.hpp"

#include <array>
#include <charconv>
#include <poll.h>
#include <sys/eventfd.h>
#include <system_error>
#include <unistd.h>

#include "base/thread_manners.hpp"
#include "db/postgres/error.hpp"

namespace latchkey::db::postgres {

namespace {

constexpr std::chrono::seconds max_age(2);
constexpr std::chrono::milliseconds heartbeat(400);
constexpr std::chrono::milliseconds answer_timeout(1'500);
constexpr std::chrono::milliseconds connect_retry_interval(200);
constexpr std::uint32_t everything = ~std::uint32_t{0};

std::uint32_t bits_of(std::string_view text) {
  std::uint32_t bits = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bits);
  return error == std::errc() && end == text.data() + text.size() ? bits : everything;
}

}  // namespace

Listener::Listener(const PostgresOptions& options, Hook& hook, const Writer& writer)
    : options_{.url = options.url, .answer_timeout = answer_timeout},
      log_(options.log),
      hook_(hook),
      writer_(writer),
      current_at_(Clock::now().time_since_epoch()),
      stop_(::eventfd(0, EFD_CLOEXEC)) {
  if (stop_ == -1)
    throw std::system_error(errno, std::generic_category(), "eventfd");
  thread_ = std::thread([this] { serve(); });
}

Listener::~Listener() {
  ::eventfd_write(stop_, 1);
  thread_.join();
  ::close(stop_);
}

bool Listener::is_current() const {
  return Clock::now().time_since_epoch() - current_at_.load() < max_age;
}

void Listener::serve() {
  name_thread("database-notify");
  do {
    try {
      Connection connection(options_);
      listen(connection);
      follow(connection);
      return;
    } catch (const std::exception& error) {
      report(error.what());
    }
  } while (!wait(-1, connect_retry_interval));
}

// What was committed before it listened is read anew.
void Listener::listen(Connection& connection) {
  connection.command("LISTEN " + std::string(channel));
  connection.settle();
  touched_ = everything;
}

void Listener::follow(Connection& connection) {
  do {
    const auto asked_at = Clock::now();
    if (touched_ == 0) {
      connection.command("SELECT 1");
      connection.settle();
    } else {
      hook_.run(connection, writer_.node(), touched_);
      touched_ = 0;
    }
    hear(connection);
    if (touched_ != 0)
      continue;
    current_at_ = asked_at.time_since_epoch();
    if (std::exchange(is_reported_, false) && log_ != nullptr)
      log_->info("database.heard_again");
  } while (touched_ != 0 || !wait(connection.socket(), heartbeat));
}

void Listener::hear(Connection& connection) {
  for (const auto& notification : connection.take_notifications())
    if (notification.sender != writer_.server_process())
      touched_ |= bits_of(notification.text);
}

// True when the thread is to end.
bool Listener::wait(int socket, std::chrono::milliseconds patience) const {
  std::array waiting{pollfd{.fd = stop_, .events = POLLIN, .revents = 0},
                     pollfd{.fd = socket, .events = POLLIN, .revents = 0}};
  ::poll(waiting.data(), waiting.size(), static_cast<int>(patience.count()));
  return (waiting[0].revents & POLLIN) != 0;
}

void Listener::report(std::string_view problem) {
  if (!std::exchange(is_reported_, true) && log_ != nullptr)
    log_->error("database.not_heard", {{"error", problem}});
}

}  // namespace latchkey::db::postgres
