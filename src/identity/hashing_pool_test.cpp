#include "identity/hashing_pool.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <gtest/gtest.h>
#include <thread>

#include "base/unavailable.hpp"
#include "identity/run_task.hpp"

namespace latchkey::identity {
namespace {

TEST(HashingPool, a_hash_verifies_its_password_and_no_other) {
  HashingPool pool;
  const std::string phc = run_task(pool.hash(Secret(std::string("plum tree lamp"))));
  EXPECT_TRUE(phc.starts_with("$argon2id$"));
  EXPECT_TRUE(run_task(pool.verify(Secret(std::string("plum tree lamp")), phc)));
  EXPECT_FALSE(run_task(pool.verify(Secret(std::string("plum tree")), phc)));
}

TEST(HashingPool, resumes_on_the_thread_that_awaits) {
  HashingPool pool;
  auto work = [&]() -> Task<bool> {
    const auto before = std::this_thread::get_id();
    co_await pool.hash(Secret(std::string("plum tree lamp")));
    co_return std::this_thread::get_id() == before;
  };
  EXPECT_TRUE(run_task(work()));
}

TEST(HashingPool, a_full_queue_is_unavailable_and_spoils_nothing_that_is_queued) {
  HashingPool pool(1, 2);
  int done = 0;
  int refused = 0;
  boost::asio::io_context context(1);
  auto work = [&]() -> Task<void> { co_await pool.hash(Secret(std::string("plum tree lamp"))); };
  const auto count = [&](const std::exception_ptr& error) {
    if (!error) {
      ++done;
      return;
    }
    EXPECT_THROW(std::rethrow_exception(error), Unavailable);
    ++refused;
  };
  for (int i = 0; i < 12; ++i) boost::asio::co_spawn(context.get_executor(), work(), count);
  EXPECT_EQ(pool.queued(), 0U);
  context.poll();
  EXPECT_LE(pool.queued(), 2U);
  context.run();
  EXPECT_EQ(pool.queued(), 0U);
  EXPECT_EQ(done + refused, 12);
  EXPECT_GE(done, 2);
  EXPECT_GE(refused, 1);
}

}  // namespace
}  // namespace latchkey::identity
