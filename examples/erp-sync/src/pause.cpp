#include "pause.hpp"

#include <algorithm>
#include <cerrno>

namespace erp {

Pause::Pause() {
  sigemptyset(&signals_);
  sigaddset(&signals_, SIGTERM);
  sigaddset(&signals_, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals_, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
}

bool Pause::wait(std::chrono::milliseconds duration) {
  const auto end = std::chrono::steady_clock::now() + duration;
  while (!is_over_) {
    const auto left = std::chrono::duration_cast<std::chrono::nanoseconds>(
        std::max(end - std::chrono::steady_clock::now(), std::chrono::steady_clock::duration(0)));
    const timespec timeout{.tv_sec = left.count() / 1'000'000'000,
                           .tv_nsec = left.count() % 1'000'000'000};
    if (sigtimedwait(&signals_, nullptr, &timeout) > 0)
      is_over_ = true;
    else if (errno == EAGAIN)
      return true;
  }
  return false;
}

}  // namespace erp
