// Waiting that SIGTERM and SIGINT end.
#pragma once

#include <chrono>
#include <csignal>

namespace erp {

// Make it before any thread: from then on the signals wait until somebody waits here.
class Pause {
 public:
  Pause();

  // False: the program was told to end; then every wait is over at once.
  bool wait(std::chrono::milliseconds duration);
  [[nodiscard]] bool is_over() const { return is_over_; }

 private:
  sigset_t signals_{};
  bool is_over_ = false;
};

}  // namespace erp
