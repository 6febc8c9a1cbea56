#include "audit/export.hpp"

#include <gmock/gmock.h>

#include "audit/audit_fixture.hpp"
#include "audit/filter.hpp"

namespace latchkey::audit {
namespace {

using std::chrono::days;
using std::chrono::hours;
using store::audit::Filter;
using store::audit::Outcome;
using ::testing::ElementsAre;

class ExportTest : public AuditFilesTest {
 protected:
  ExportTest() {
    append(2);
    clock.advance(hours(1));
    append(1, "client.created");
    clock.advance(days(3));
    append(2);
    archive({.keep_days = days(1)}, 2);  // 1 and 2; 3; 4 to 7 stay
  }
};

TEST_F(ExportTest, with_archives_it_begins_with_the_first_event) {
  EXPECT_EQ(all_ids(), up_to(7));
  EXPECT_THAT(all_ids({}, false), ElementsAre(4, 5, 6, 7));
}

TEST_F(ExportTest, filters_hold_for_archives_and_table) {
  EXPECT_THAT(all_ids({.action = "token.*"}), ElementsAre(1, 2, 4, 5));
  EXPECT_THAT(all_ids({.action = "client.created"}), ElementsAre(3));
  EXPECT_THAT(all_ids({.from = start + hours(1)}), ElementsAre(3, 4, 5, 6, 7));
  EXPECT_THAT(all_ids({.to = start + hours(2)}), ElementsAre(1, 2, 3));
  EXPECT_THAT(all_ids({.from = start + hours(2), .to = start + hours(3)}), ElementsAre());
  EXPECT_THAT(all_ids({.q = "ADA@"}), ElementsAre(1, 2, 3, 4, 5));
  EXPECT_THAT(all_ids({.from = start + hours(2)}, false), ElementsAre(4, 5, 6, 7));
}

TEST_F(ExportTest, an_archive_that_no_event_can_match_is_not_read) {
  std::filesystem::remove(archives() / recorded().front().file);
  EXPECT_THAT(all_ids({.from = start + hours(1)}), ElementsAre(3, 4, 5, 6, 7));
  const auto fault = for_each_event(*database, archives(), true, {}, [](const auto&) {});
  ASSERT_TRUE(fault);
  EXPECT_THAT(fault->reason, ::testing::HasSubstr("is missing"));
}

TEST(AuditFilter, an_event_must_match_everything) {
  store::audit::Event event;
  event.actor = {.id = "usr_a", .name = "Ada"};
  event.client_id = "cli_a";
  event.client_name = "Dash";
  event.action = "token.issued";
  event.target.name = "Bob";
  EXPECT_TRUE(matches({}, event));
  EXPECT_TRUE(
      matches({.actor = "usr_a", .client_id = "cli_a", .outcome = Outcome::success}, event));
  EXPECT_FALSE(matches({.actor = "usr_b"}, event));
  EXPECT_FALSE(matches({.client_id = "cli_b"}, event));
  EXPECT_FALSE(matches({.outcome = Outcome::failure}, event));
  EXPECT_FALSE(matches({.action = "token"}, event));
  EXPECT_FALSE(matches({.action = "tok.*"}, event));
  for (const auto* part : {"aDA", "as", "BOB", ""})
    EXPECT_TRUE(matches({.q = part}, event)) << part;
  EXPECT_FALSE(matches({.q = "carol"}, event));
}

}  // namespace
}  // namespace latchkey::audit
