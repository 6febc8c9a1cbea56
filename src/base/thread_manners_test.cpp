#include "base/thread_manners.hpp"

#include <array>
#include <gtest/gtest.h>
#include <pthread.h>
#include <sched.h>
#include <sys/resource.h>
#include <thread>

namespace latchkey {
namespace {

std::string own_name() {
  std::array<char, 16> name{};
  pthread_getname_np(pthread_self(), name.data(), name.size());
  return name.data();
}

TEST(ThreadManners, a_thread_has_the_beginning_of_its_name) {
  std::jthread([] {
    name_thread("reads");
    EXPECT_EQ(own_name(), "reads");
    name_thread("longer than Linux keeps");
    EXPECT_EQ(own_name(), "longer than Lin");
  });
}

TEST(ThreadManners, they_are_those_of_the_calling_thread_alone) {
  const int policy = sched_getscheduler(0);
  const int share = getpriority(PRIO_PROCESS, 0);
  std::jthread([] {
    let_others_finish();
    take_smaller_share();
    EXPECT_EQ(sched_getscheduler(0), SCHED_BATCH);
    EXPECT_GE(getpriority(PRIO_PROCESS, 0), 5);
  }).join();
  EXPECT_EQ(sched_getscheduler(0), policy);
  EXPECT_EQ(getpriority(PRIO_PROCESS, 0), share);
}

}  // namespace
}  // namespace latchkey
