#include "audit/verify.hpp"

#include <gmock/gmock.h>

#include "audit/archive_name.hpp"
#include "audit/audit_fixture.hpp"
#include "audit/gzip.hpp"
#include "base/encoding.hpp"
#include "crypto/digest.hpp"

namespace latchkey::audit {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

// Three archives, of the events 1 to 10, 11 to 20 and 21 to 30, and 31 to 38 in the table.
class VerifyTest : public AuditFilesTest {
 protected:
  VerifyTest() {
    append(30);
    clock.advance(std::chrono::days(3));
    append(5);
    archive({.keep_days = std::chrono::days(1)}, 10);
    EXPECT_EQ(recorded().size(), 3U);
    EXPECT_EQ(verified(), "whole");
  }
  std::filesystem::path path(std::size_t index) { return archives() / recorded().at(index).file; }

  // The lines of an archive, changed and compressed again; its checksum is set in the store too.
  void rewrite(std::size_t index, const std::function<std::string(std::string)>& change) {
    const auto compressed = content_of(path(index));
    GzipLines lines(compressed);
    std::string text;
    for (std::string line; lines.next(line);) text += line + '\n';
    GzipText changed;
    changed.append(change(text));
    const auto content = changed.finish();
    overwrite(path(index), content);
    const auto sha256 = hex_encode(crypto::sha256(content));
    write([&](Transaction& tx) {
      tx.execute("UPDATE audit_archives SET sha256 = $1 WHERE file = $2",
                 {sha256, recorded().at(index).file});
    });
  }
};

TEST_F(VerifyTest, it_says_what_it_walked) {
  std::int64_t reported = 0;
  const auto verification =
      verify(*database, archives(), 1,
             [&](std::int64_t, std::int64_t newest_id) { reported = newest_id; });
  ASSERT_TRUE(verification);
  EXPECT_EQ(verification->first_id, 1);
  EXPECT_EQ(verification->last_id, 38);
  EXPECT_EQ(verification->archives, 3);
  EXPECT_EQ(verification->archived_events, 30);
  EXPECT_EQ(reported, 0) << "so few are not reported";
}

TEST_F(VerifyTest, an_event_altered_in_an_archive_is_named) {
  rewrite(1, [](std::string text) {
    const auto position = text.find("\"tok_13\"");
    return text.replace(position, 8, "\"tok_xx\"");
  });
  EXPECT_EQ(verified(), "event 14 was altered in the archive " + archive_name(11, 20));
}

TEST_F(VerifyTest, an_event_removed_from_an_archive_is_named) {
  rewrite(1, [](std::string text) { return text.erase(0, text.find('\n') + 1); });
  EXPECT_EQ(verified(), "event 11 is missing in the archive " + archive_name(11, 20));
}

TEST_F(VerifyTest, a_line_that_is_no_event_is_named) {
  rewrite(2, [](std::string text) { return text.replace(0, 1, "["); });
  EXPECT_EQ(verified(), "event 21 was altered in the archive " + archive_name(21, 30));
}

TEST_F(VerifyTest, an_archive_cut_off_is_named_with_its_last_whole_event) {
  const auto content = content_of(path(1));
  overwrite(path(1), std::string_view(content).substr(0, content.size() - 1));
  EXPECT_EQ(verified(),
            "the archive " + archive_name(11, 20) + " is cut off or damaged after event 20");
  overwrite(path(1), "");
  EXPECT_EQ(verified(),
            "the archive " + archive_name(11, 20) + " is cut off or damaged after event 10");
}

TEST_F(VerifyTest, archives_that_changed_places_are_found) {
  const auto first = content_of(path(0));
  overwrite(path(0), content_of(path(1)));
  overwrite(path(1), first);
  EXPECT_EQ(verified(), "event 1 is missing in the archive " + archive_name(1, 10));
}

TEST_F(VerifyTest, an_archive_with_other_bytes_but_the_same_events_is_found) {
  overwrite(path(0), content_of(path(0)) + " ");
  EXPECT_THAT(verified(), HasSubstr("cut off or damaged after event 10"));
  rewrite(0, [](std::string text) { return text; });
  EXPECT_EQ(verified(), "whole");
  tamper("UPDATE audit_archives SET sha256 = 'x' WHERE first_id = 1");
  EXPECT_THAT(verified(), HasSubstr("is not the file that was written"));
}

TEST_F(VerifyTest, a_missing_archive_is_named_with_its_events) {
  std::filesystem::remove(path(1));
  EXPECT_EQ(verified(),
            "the archive " + archive_name(11, 20) + " with the events 11 to 20 is missing");
}

TEST_F(VerifyTest, from_an_event_on_what_is_before_its_archive_need_not_be_there) {
  std::filesystem::remove(path(0));
  EXPECT_THAT(verified(10), StartsWith("the archive"));
  EXPECT_EQ(verified(11), "whole");
  EXPECT_EQ(verified(35), "whole");
}

TEST_F(VerifyTest, a_gap_between_archives_is_found) {
  tamper("DELETE FROM audit_archives WHERE first_id = 11");
  EXPECT_EQ(verified(), "event 11 is missing");
}

TEST_F(VerifyTest, a_missing_or_altered_manifest_is_found) {
  const auto manifest = archives() / manifest_name(archive_name(11, 20));
  const auto content = content_of(manifest);
  overwrite(manifest, content + " ");
  EXPECT_THAT(verified(), HasSubstr("was altered"));
  std::filesystem::remove(manifest);
  EXPECT_THAT(verified(), HasSubstr("is missing"));
}

TEST_F(VerifyTest, events_of_the_table_altered_or_missing_are_found) {
  tamper("UPDATE audit_events SET address = 'x' WHERE id = 33");
  EXPECT_EQ(verified(), "event 33 was altered");
  tamper("DELETE FROM audit_events WHERE id = 31");
  EXPECT_EQ(verified(), "event 31 is missing");
}

TEST_F(VerifyTest, a_cut_end_and_what_was_added_are_found) {
  tamper("DELETE FROM audit_events WHERE id = 38");
  EXPECT_EQ(verified(), "event 38 is missing");
  tamper("UPDATE audit_chain SET last_id = 36");
  EXPECT_EQ(verified(), "event 37 was added from outside");
  tamper("UPDATE audit_events SET id = -1 WHERE id = 31");
  EXPECT_EQ(verified(), "event -1 was added from outside");
}

}  // namespace
}  // namespace latchkey::audit
