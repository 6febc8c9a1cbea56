#include "audit/archiver.hpp"

#include <csignal>
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>

#include "audit/archive_name.hpp"
#include "audit/audit_fixture.hpp"
#include "store/audit_positions.hpp"

namespace latchkey::audit {
namespace {

using std::chrono::days;
using std::chrono::hours;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using ArchiverTest = AuditFilesTest;

TEST_F(ArchiverTest, without_a_limit_everything_stays) {
  append(10);
  clock.advance(days(10'000));
  archive({});
  EXPECT_EQ(rows(), 10);
  EXPECT_FALSE(std::filesystem::exists(archives()));
}

TEST_F(ArchiverTest, whole_days_that_are_over_are_archived_and_the_chain_goes_on) {
  clock.advance(hours(23));
  append(5);
  clock.advance(hours(2));
  append(3);
  clock.advance(hours(70));  // 3 days and 23 hours after the start
  archive({.keep_days = days(2)});
  ASSERT_EQ(recorded().size(), 1U);
  EXPECT_EQ(recorded().front().last_id, 5);
  EXPECT_EQ(rows(), 3 + 1);  // and the event of the archiving
  EXPECT_EQ(verified(), "whole");
  EXPECT_EQ(all_ids(), up_to(9));
  append(2);
  EXPECT_EQ(verified(), "whole");
}

TEST_F(ArchiverTest, a_tenth_of_what_is_kept_goes_when_there_are_more) {
  append(100);
  archive({.keep_events = 100});
  EXPECT_THAT(recorded(), IsEmpty());
  append(1);
  archive({.keep_events = 100});
  ASSERT_EQ(recorded().size(), 1U);
  EXPECT_EQ(recorded().front().last_id, 11);
  EXPECT_EQ(rows(), 101 - 11 + 1);
  EXPECT_EQ(verified(), "whole");
}

TEST_F(ArchiverTest, much_becomes_files_of_bounded_size_with_mode_0600) {
  append(2'500);
  clock.advance(days(3));
  archive({.keep_days = days(1)}, 1'000);
  ASSERT_EQ(recorded().size(), 3U);
  for (const auto& one : recorded()) {
    EXPECT_EQ(one.file, archive_name(one.first_id, one.last_id));
    for (const auto& name : {one.file, manifest_name(one.file)}) {
      struct stat status{};
      ASSERT_EQ(::stat((archives() / name).c_str(), &status), 0) << name;
      EXPECT_EQ(status.st_mode & 0777, 0600U) << name;
    }
  }
  EXPECT_EQ(verified(), "whole");
  EXPECT_EQ(all_ids(), up_to(2'503));
}

TEST_F(ArchiverTest, what_is_not_yet_counted_stays) {
  append(5);
  write([&](Transaction& tx) {
    store::audit::Event event;
    event.time = now();
    event.action = "sign_in.failed";
    store::audit::append(tx, event);
  });
  clock.advance(days(3));
  archive({.keep_days = days(1)});
  EXPECT_THAT(recorded(), IsEmpty());
  count_all();
  archive({.keep_days = days(1)});
  EXPECT_EQ(recorded().size(), 1U);
}

TEST_F(ArchiverTest, what_a_sink_has_not_got_stays) {
  append(5);
  clock.advance(days(3));
  auto with_sink = archiver({.keep_days = days(1)}, 1'000, {"syslog"});
  with_sink.run({});
  EXPECT_THAT(recorded(), IsEmpty());
  write([](Transaction& tx) { store::audit::set_position(tx, "syslog", 4); });
  with_sink.run({});
  EXPECT_THAT(recorded(), IsEmpty());
  write([](Transaction& tx) { store::audit::set_position(tx, "syslog", 5); });
  with_sink.run({});
  EXPECT_EQ(recorded().size(), 1U);
}

TEST_F(ArchiverTest, an_end_after_the_file_was_written_loses_and_repeats_nothing) {
  append(20);
  clock.advance(days(3));
  ASSERT_TRUE(archiver({.keep_days = days(1)}).write());
  open();
  EXPECT_EQ(all_ids(), up_to(20));
  EXPECT_EQ(verified(), "whole");
  append(7);  // another day's
  clock.advance(days(3));
  archive({.keep_days = days(1)});
  ASSERT_EQ(recorded().size(), 2U);
  EXPECT_EQ(recorded().front().last_id, 20);
  EXPECT_EQ(all_ids(), up_to(29));
  EXPECT_EQ(verified(), "whole");
}

TEST_F(ArchiverTest, an_end_before_the_manifest_was_written_is_made_good) {
  append(20);
  clock.advance(days(3));
  const auto written = archiver({.keep_days = days(1)}).write();
  std::filesystem::remove(archives() / manifest_name(written->file));
  open();
  archive({.keep_days = days(1)});
  EXPECT_EQ(recorded().size(), 1U);
  EXPECT_EQ(verified(), "whole");
}

TEST_F(ArchiverTest, an_end_before_the_rows_were_removed_loses_and_repeats_nothing) {
  append(20);
  clock.advance(days(3));
  auto first = archiver({.keep_days = days(1)});
  first.record(*first.write());
  EXPECT_EQ(rows(), 21);
  open();
  EXPECT_EQ(all_ids(), up_to(21));
  EXPECT_EQ(verified(), "whole");
  archive({.keep_days = days(1)});
  EXPECT_EQ(rows(), 1);
  EXPECT_EQ(all_ids(), up_to(21));
  EXPECT_EQ(verified(), "whole");
}

TEST_F(ArchiverTest, a_file_cut_off_by_a_crash_is_put_aside_and_written_again) {
  append(20);
  clock.advance(days(3));
  const auto written = archiver({.keep_days = days(1)}).write();
  const auto content = content_of(archives() / written->file);
  overwrite(archives() / written->file, content.substr(0, content.size() / 2));
  archive({.keep_days = days(1)});
  EXPECT_EQ(verified(), "whole");
  EXPECT_EQ(all_ids(), up_to(21));
  EXPECT_TRUE(std::filesystem::exists(archives() / (written->file + ".unrecorded-1")));
  EXPECT_THAT(logged(), HasSubstr("event=audit.archive_put_aside"));
}

TEST_F(ArchiverTest, an_archive_of_another_history_is_kept_under_another_name) {
  if (db::postgres::is_tested())
    GTEST_SKIP() << "it restores a file";
  append(20);
  clock.advance(days(3));
  close();
  std::filesystem::copy_file(file(), directory.path() / "backup.db");
  open();
  append(5, "client.created");
  clock.advance(days(3));
  archive({.keep_days = days(1)});
  ASSERT_EQ(recorded().front().last_id, 25);
  const auto lost = recorded().front().file;
  close();
  std::filesystem::copy_file(directory.path() / "backup.db", file(),
                             std::filesystem::copy_options::overwrite_existing);
  open();
  append(5, "client.deleted");
  clock.advance(days(3));
  archive({.keep_days = days(1)});
  EXPECT_EQ(verified(), "whole");
  EXPECT_EQ(all_ids(), up_to(26));
  EXPECT_TRUE(std::filesystem::exists(archives() / (lost + ".unrecorded-1")));
}

TEST_F(ArchiverTest, altered_events_are_not_archived) {
  append(20);
  clock.advance(days(3));
  tamper("UPDATE audit_events SET actor_id = 'usr_x' WHERE id = 7");
  archive({.keep_days = days(1)});
  EXPECT_EQ(rows(), 20);
  EXPECT_THAT(recorded(), IsEmpty());
  EXPECT_THAT(logged(), HasSubstr(R"(event=audit.archive_failed reason="event 7 was altered")"));
  EXPECT_EQ(verified(), "event 7 was altered");
}

TEST_F(ArchiverTest, a_directory_that_cannot_be_made_keeps_the_events) {
  append(20);
  clock.advance(days(3));
  overwrite(archives(), "a file");
  auto failing = archiver({.keep_days = days(1)});
  failing.run({});
  failing.run({});
  EXPECT_EQ(rows(), 20);
  EXPECT_THAT(logged(), HasSubstr("level=error event=audit.archive_failed"));
  EXPECT_EQ(logged().find("archive_failed"), logged().rfind("archive_failed")) << "said once";
  std::filesystem::remove(archives());
  failing.run({});
  EXPECT_EQ(verified(), "whole");
  EXPECT_EQ(rows(), 1);
}

// No file of this process may grow, as on a full disk; reading goes on.
class FullDisk {
 public:
  FullDisk() {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit little{.rlim_cur = 100, .rlim_max = before_.rlim_max};
    ::signal(SIGXFSZ, SIG_IGN);
    ::setrlimit(RLIMIT_FSIZE, &little);
  }
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    ::signal(SIGXFSZ, SIG_DFL);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit before_{};
};

TEST_F(ArchiverTest, a_full_disk_keeps_the_events_and_leaves_no_half_file) {
  append(200);
  clock.advance(days(3));
  {
    const FullDisk full;
    EXPECT_THROW(archiver({.keep_days = days(1)}).write(), std::system_error);
  }
  EXPECT_TRUE(std::filesystem::is_empty(archives()));
  EXPECT_EQ(rows(), 200);
  archive({.keep_days = days(1)});
  EXPECT_EQ(verified(), "whole");
  EXPECT_EQ(all_ids(), up_to(201));
}

TEST_F(ArchiverTest, events_appended_and_verified_meanwhile_are_all_there) {
  append(3'000);
  clock.advance(days(3));
  std::jthread appending([&](const std::stop_token& stop) {
    while (!stop.stop_requested())
      write([&](Transaction& tx) {
        store::audit::Event event;
        event.time = now();
        event.action = "token.issued";
        store::audit::append(tx, std::move(event));
      });
  });
  std::jthread verifying([&](const std::stop_token& stop) {
    while (!stop.stop_requested()) EXPECT_EQ(verified(), "whole");
  });
  archive({.keep_days = days(1)}, 100);
  appending = {};
  verifying = {};
  EXPECT_EQ(recorded().size(), 30U);
  EXPECT_EQ(all_ids(), up_to(newest()));
  EXPECT_EQ(verified(), "whole");
}

}  // namespace
}  // namespace latchkey::audit
