// The thread that hears of what other nodes committed, and knows how long it has heard nothing.
#pragma once

#include <atomic>
#include <chrono>
#include <thread>

#include "db/postgres.hpp"
#include "db/postgres/commit_hook.hpp"
#include "db/postgres/writer.hpp"

namespace latchkey::db::postgres {

class Listener {
 public:
  // Begins with a call of the hook for everything. What it is given must live longer.
  Listener(const PostgresOptions& options, Hook& hook, const Writer& writer);
  ~Listener();
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  // Whether the hook has been told of all that was committed until 2 seconds ago. From any thread.
  [[nodiscard]] bool is_current() const;

 private:
  using Clock = std::chrono::steady_clock;

  void serve();
  void listen(Connection& connection);
  void follow(Connection& connection);
  void hear(Connection& connection);
  bool wait(int socket, std::chrono::milliseconds patience) const;
  void report(std::string_view problem);

  const ConnectionOptions options_;
  const Log* log_;
  Hook& hook_;
  const Writer& writer_;
  std::uint32_t touched_ = 0;  // by others, and the hook has not been told
  bool is_reported_ = false;
  std::atomic<Clock::duration> current_at_;
  int stop_ = -1;       // an eventfd, readable when the thread is to end
  std::thread thread_;  // last: it uses the others
};

}  // namespace latchkey::db::postgres
