#include "http/readiness.hpp"

#include <array>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace latchkey::http {
namespace {

namespace asio = boost::asio;

class ReadinessTest : public testing::Test {
 protected:
  struct Pair {
    Pair() {
      std::array<int, 2> ends{};
      EXPECT_EQ(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()), 0);
      own = Descriptor(ends[0]);
      peers = Descriptor(ends[1]);
    }
    Descriptor own;
    Descriptor peers;
  };

  std::unique_ptr<Watch> watch(const Descriptor& socket) {
    return std::make_unique<Watch>(readiness, context.get_executor(), socket.number());
  }
  // Notes the number whenever the watch tells of something, and what can be read then.
  Task<> listen(Watch& watch, const Descriptor& socket, int number) {
    for (;;) {
      co_await watch.wait(Direction::in);
      std::array<char, 16> octets{};
      const ssize_t count = read(socket.number(), octets.data(), octets.size());
      if (count >= 0)
        told += std::to_string(number) + ":" +
                std::string(octets.data(), static_cast<std::size_t>(count)) + " ";
      if (count == 0)
        co_return;
    }
  }
  void spawn(Task<> task) { asio::co_spawn(context, std::move(task), asio::detached); }
  void start() { readiness.start(context.get_executor()); }
  // All that is to be done without waiting for anything.
  void settle() {
    context.restart();
    while (context.poll() > 0) {
    }
  }
  static void send(const Descriptor& to, std::string_view text) {
    EXPECT_EQ(write(to.number(), text.data(), text.size()), static_cast<ssize_t>(text.size()));
  }

  Readiness readiness;
  asio::io_context context{1};
  std::string told;
};

TEST_F(ReadinessTest, what_arrives_is_told_to_whoever_waits) {
  const Pair first;
  const Pair second;
  const auto watches = std::array{watch(first.own), watch(second.own)};
  start();
  spawn(listen(*watches[0], first.own, 1));
  spawn(listen(*watches[1], second.own, 2));
  settle();
  EXPECT_EQ(told, "");
  send(second.peers, "a");
  settle();
  send(first.peers, "b");
  settle();
  send(second.peers, "c");
  settle();
  EXPECT_EQ(told, "2:a 1:b 2:c ");
}

TEST_F(ReadinessTest, what_arrived_between_two_waits_is_not_lost) {
  const Pair pair;
  const auto watched = watch(pair.own);
  start();
  settle();
  send(pair.peers, "a");
  settle();
  spawn(listen(*watched, pair.own, 1));
  settle();
  EXPECT_EQ(told, "1:a ");
}

TEST_F(ReadinessTest, an_end_that_came_with_the_last_octets_is_not_lost) {
  Pair pair;
  const auto watched = watch(pair.own);
  start();
  send(pair.peers, "a");
  pair.peers = Descriptor();
  spawn(listen(*watched, pair.own, 1));
  settle();
  EXPECT_EQ(told, "1:a 1: ");
}

TEST_F(ReadinessTest, room_to_write_is_told) {
  const Pair pair;
  const auto watched = watch(pair.own);
  const std::string block(4096, 'x');
  const auto fill = [&] {
    while (write(pair.own.number(), block.data(), block.size()) > 0) {
    }
  };
  int rounds = 0;
  const auto write_on = [&]() -> Task<> {
    for (;;) {
      fill();
      co_await watched->wait(Direction::out);
      ++rounds;
    }
  };
  start();
  spawn(write_on());
  settle();
  const int before = rounds;
  std::string received(64 * block.size(), ' ');
  while (read(pair.peers.number(), received.data(), received.size()) > 0) {
  }
  settle();
  EXPECT_GT(rounds, before);
}

TEST_F(ReadinessTest, wake_ends_a_wait) {
  const Pair pair;
  const auto watched = watch(pair.own);
  bool is_awake = false;
  const auto sleep = [&]() -> Task<> {
    co_await watched->wait(Direction::in);
    is_awake = true;
  };
  start();
  watched->wake();
  spawn(sleep());
  settle();
  EXPECT_FALSE(is_awake);
  watched->wake();
  EXPECT_FALSE(is_awake) << "not within the call";
  settle();
  EXPECT_TRUE(is_awake);
}

// Both are ready at once, and whichever is told first ends the other.
TEST_F(ReadinessTest, a_watch_that_ends_while_others_are_told_is_not_told) {
  const Pair first;
  const Pair second;
  auto watches = std::array{watch(first.own), watch(second.own)};
  const auto end_other = [&](std::size_t own, std::size_t other) -> Task<> {
    co_await watches.at(own)->wait(Direction::in);
    told += std::to_string(own);
    watches.at(other)->abandon();
    watches.at(other).reset();
  };
  spawn(end_other(0, 1));
  spawn(end_other(1, 0));
  settle();
  send(first.peers, "a");
  send(second.peers, "b");
  start();
  settle();
  EXPECT_EQ(told.size(), 1U) << told;
}

TEST_F(ReadinessTest, what_waits_can_be_abandoned) {
  const Pair pair;
  const auto watched = watch(pair.own);
  auto held = std::make_shared<int>();
  const std::weak_ptr<int> holds = held;
  const auto hold = [&](std::shared_ptr<int>) -> Task<> { co_await watched->wait(Direction::in); };
  start();
  spawn(hold(std::move(held)));
  settle();
  EXPECT_FALSE(holds.expired());
  watched->abandon();
  settle();
  EXPECT_TRUE(holds.expired());
}

// More than are told at once, and the probe behind them.
TEST_F(ReadinessTest, the_delay_is_that_of_what_was_ready_before) {
  const auto pairs = std::vector<Pair>(200);
  std::vector<std::unique_ptr<Watch>> watches;
  for (const Pair& pair : pairs) {
    watches.push_back(watch(pair.own));
    spawn(listen(*watches.back(), pair.own, 1));
  }
  start();
  settle();
  for (const Pair& pair : pairs) send(pair.peers, "a");
  const auto begin = std::chrono::steady_clock::now();
  const auto hour = std::chrono::hours(1);
  EXPECT_EQ(readiness.measure_delay(begin).count(), 0);
  while (told.empty()) context.poll_one();
  EXPECT_LT(told.size(), 4 * pairs.size());
  EXPECT_EQ(readiness.measure_delay(begin + hour), hour) << "it is still waited for";
  settle();
  EXPECT_EQ(told.size(), 4 * pairs.size());
  EXPECT_GT(readiness.measure_delay(begin + hour).count(), 0);
  EXPECT_LT(readiness.measure_delay(begin), hour);
}

TEST_F(ReadinessTest, stops_and_starts_again) {
  const Pair pair;
  const auto watched = watch(pair.own);
  start();
  readiness.stop();
  EXPECT_GT(context.run(), 0U) << "and ends";
  start();
  settle();
  readiness.stop();
  start();
  spawn(listen(*watched, pair.own, 1));
  send(pair.peers, "a");
  settle();
  EXPECT_EQ(told, "1:a ");
}

}  // namespace
}  // namespace latchkey::http
