#include "audit/shipper.hpp"

#include <condition_variable>
#include <gmock/gmock.h>

#include "audit/audit_fixture.hpp"
#include "store/audit_positions.hpp"

namespace latchkey::audit {
namespace {

using std::chrono::seconds;
using ::testing::HasSubstr;

// What a sink got, and what it is to do; shared with the test.
struct Outside {
  std::mutex mutex;
  std::condition_variable changed;
  std::vector<std::int64_t> got;
  int refusals = 0;               // so many deliveries fail
  std::size_t takes = 1'000'000;  // of each delivery
  std::optional<store::audit::Link> last;

  bool wait_for(std::size_t count) {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, seconds(60), [&] { return got.size() >= count; });
  }
};

class FakeSink final : public Sink {
 public:
  explicit FakeSink(Outside& outside) : outside_(outside) {}
  [[nodiscard]] std::string_view name() const override { return "fake"; }
  std::optional<store::audit::Link> find_last() override { return outside_.last; }
  Delivery deliver(std::span<const store::audit::Record> records) override {
    const std::lock_guard lock(outside_.mutex);
    if (outside_.refusals > 0) {
      --outside_.refusals;
      return {.fault = "no"};
    }
    const auto taken = records.first(std::min(records.size(), outside_.takes));
    for (const auto& record : taken) outside_.got.push_back(record.event.id);
    outside_.changed.notify_all();
    Delivery delivery{.last_id = taken.back().event.id};
    if (taken.size() < records.size())
      delivery.fault = "enough";
    return delivery;
  }

 private:
  Outside& outside_;
};

class ShipperTest : public AuditFilesTest {
 protected:
  void ship(std::size_t count) {
    const Shipper shipper(store(), log_, std::make_unique<FakeSink>(outside_));
    EXPECT_TRUE(outside_.wait_for(count));
  }
  std::optional<std::int64_t> position() {
    return read([](Transaction& tx) {
      return store::audit::find_position(tx, store::audit::own_chain(tx), "fake");
    });
  }
  store::audit::Link link(std::int64_t id) {
    const auto hash = read([id](Transaction& tx) { return store::audit::find_hash(tx, id); });
    return {.id = id, .time = now(), .hash = hash.value()};
  }

  Outside outside_;
};

TEST_F(ShipperTest, events_come_in_order_once_and_go_on_after_a_restart) {
  append(1'200);
  ship(1'200);
  EXPECT_EQ(outside_.got, up_to(1'200));
  EXPECT_EQ(position(), 1'200);
  append(3);
  ship(1'203);
  EXPECT_EQ(outside_.got, up_to(1'203));
}

TEST_F(ShipperTest, events_appended_while_it_runs_come_too) {
  const Shipper shipper(store(), log_, std::make_unique<FakeSink>(outside_));
  append(5);
  EXPECT_TRUE(outside_.wait_for(5));
  append(5);
  EXPECT_TRUE(outside_.wait_for(10));
  EXPECT_EQ(outside_.got, up_to(10));
}

TEST_F(ShipperTest, what_failed_is_tried_again_and_said_once) {
  append(5);
  outside_.refusals = 2;
  ship(5);
  EXPECT_EQ(outside_.got, up_to(5));
  EXPECT_THAT(logged(), HasSubstr("level=error event=audit.shipping_failed sink=fake reason=no"));
  EXPECT_EQ(logged().find("shipping_failed"), logged().rfind("shipping_failed"));
  EXPECT_THAT(logged(), HasSubstr("event=audit.shipping_resumed sink=fake"));
}

TEST_F(ShipperTest, what_was_taken_in_part_is_not_repeated) {
  append(5);
  outside_.takes = 2;
  ship(5);
  EXPECT_EQ(outside_.got, up_to(5));
}

TEST_F(ShipperTest, a_sink_that_is_ahead_after_a_crash_is_believed) {
  append(5);
  outside_.last = link(3);
  ship(2);
  EXPECT_EQ(outside_.got, (std::vector<std::int64_t>{4, 5}));
}

TEST_F(ShipperTest, a_sink_with_events_of_another_database_gets_none) {
  append(5);
  outside_.last = store::audit::Link{.id = 3, .time = now(), .hash = "x"};
  {
    const Shipper shipper(store(), log_, std::make_unique<FakeSink>(outside_));
    EXPECT_TRUE(wait_for_log("shipping_failed"));
  }
  EXPECT_THAT(logged(), HasSubstr("event 3 in it is not of this database"));
  EXPECT_TRUE(outside_.got.empty());
}

TEST_F(ShipperTest, a_gap_that_archiving_left_is_said) {
  append(10);
  clock.advance(std::chrono::days(3));
  write([](Transaction& tx) { store::audit::set_position(tx, "fake", 2); });
  archive({.keep_days = std::chrono::days(1)});
  ship(1);
  EXPECT_EQ(outside_.got, (std::vector<std::int64_t>{11}));
  EXPECT_THAT(logged(), HasSubstr("event=audit.shipping_gap sink=fake first_id=3 last_id=10"));
}

}  // namespace
}  // namespace latchkey::audit
