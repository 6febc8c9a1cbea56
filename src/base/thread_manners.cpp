#include "base/thread_manners.hpp"

#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>

namespace latchkey {

namespace {

constexpr std::size_t max_name_length = 15;
constexpr int niceness = 5;

}  // namespace

void name_thread(const std::string& name) {
  pthread_setname_np(pthread_self(), name.substr(0, max_name_length).c_str());
}

// Linux means the calling thread, here and below.
void let_others_finish() {
  const sched_param no_priority{};
  sched_setscheduler(0, SCHED_BATCH, &no_priority);
}

void take_smaller_share() {
  setpriority(PRIO_PROCESS, 0, niceness);
}

}  // namespace latchkey
