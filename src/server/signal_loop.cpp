#include "server/signal_loop.hpp"

#include <ctime>

#include "server/systemd.hpp"

namespace latchkey::server {

namespace {

constexpr timespec interval{.tv_sec = 2, .tv_nsec = 0};

}  // namespace

sigset_t take_signals() {
  std::signal(SIGPIPE, SIG_IGN);
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  sigaddset(&signals, SIGHUP);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

void serve_until_ended(Application& application, const sigset_t& signals) {
  for (;;) {
    switch (sigtimedwait(&signals, nullptr, &interval)) {
      case SIGTERM:
      case SIGINT:
        return;
      case SIGHUP:
        notify_systemd("RELOADING=1");
        application.reload();
        notify_systemd("READY=1");
        break;
      default:
        application.check_files();
    }
  }
}

}  // namespace latchkey::server
