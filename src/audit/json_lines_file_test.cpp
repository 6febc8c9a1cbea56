#include "audit/json_lines_file.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include "audit/audit_fixture.hpp"
#include "store/audit_json.hpp"

namespace latchkey::audit {
namespace {

using ::testing::HasSubstr;

class JsonLinesFileTest : public AuditFilesTest {
 protected:
  JsonLinesFileTest() { append(6); }
  std::vector<store::audit::Record> records(std::int64_t first, std::int64_t last) {
    return read([&](Transaction& tx) {
      return store::audit::records_after(tx, first - 1, last - first + 1);
    });
  }
  [[nodiscard]] std::filesystem::path path() const { return directory.path() / "audit.jsonl"; }
  static std::vector<std::int64_t> ids_in(const std::filesystem::path& path) {
    std::vector<std::int64_t> ids;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
      const auto record = store::audit::record_of_line(line);
      ids.push_back(record ? record->event.id : -1);
    }
    return ids;
  }
};

TEST_F(JsonLinesFileTest, lines_are_appended_to_a_private_file) {
  JsonLinesFile file(path());
  EXPECT_EQ(file.deliver(records(1, 2)).last_id, 2);
  EXPECT_EQ(file.deliver(records(3, 6)).last_id, 6);
  EXPECT_EQ(ids_in(path()), up_to(6));
  struct stat status{};
  ASSERT_EQ(::stat(path().c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0600U);
}

TEST_F(JsonLinesFileTest, the_last_event_is_that_of_the_last_whole_line) {
  EXPECT_FALSE(JsonLinesFile(path()).find_last());
  JsonLinesFile(path()).deliver(records(1, 3));
  EXPECT_EQ(JsonLinesFile(path()).find_last()->id, 3);
  EXPECT_EQ(JsonLinesFile(path()).find_last()->hash, records(3, 3).front().hash);
  const auto whole = content_of(path());
  overwrite(path(), whole + R"({"id":4,"ti)");
  EXPECT_EQ(JsonLinesFile(path()).find_last()->id, 3);
  EXPECT_EQ(content_of(path()), whole) << "the cut line is gone";
}

TEST_F(JsonLinesFileTest, a_file_cut_anywhere_goes_on_without_loss_or_repetition) {
  JsonLinesFile(path()).deliver(records(1, 4));
  const auto whole = content_of(path());
  for (std::size_t size = 0; size <= whole.size(); size += 37) {
    overwrite(path(), std::string_view(whole).substr(0, size));
    EXPECT_EQ(JsonLinesFile(path()).deliver(records(1, 6)).last_id, 6);
    EXPECT_EQ(ids_in(path()), up_to(6)) << size;
  }
}

TEST_F(JsonLinesFileTest, a_renamed_file_is_left_and_a_new_one_begun) {
  JsonLinesFile file(path());
  file.deliver(records(1, 2));
  const auto rotated = path().string() + ".1";
  std::filesystem::rename(path(), rotated);
  EXPECT_EQ(JsonLinesFile(path()).find_last()->id, 2) << "a start after the rotation";
  std::filesystem::remove(path());
  EXPECT_EQ(file.deliver(records(3, 6)).last_id, 6);
  EXPECT_EQ(ids_in(rotated), up_to(2));
  EXPECT_EQ(ids_in(path()), (std::vector<std::int64_t>{3, 4, 5, 6}));
}

TEST_F(JsonLinesFileTest, what_cannot_be_written_is_a_fault) {
  const auto nowhere = directory.path() / "none" / "audit.jsonl";
  const auto delivery = JsonLinesFile(nowhere).deliver(records(1, 2));
  EXPECT_EQ(delivery.last_id, 0);
  EXPECT_THAT(delivery.fault.value(), HasSubstr(nowhere.string()));
}

TEST_F(JsonLinesFileTest, a_file_of_something_else_is_refused) {
  overwrite(path(), "root:x:0:0\n");
  EXPECT_THROW(JsonLinesFile(path()).find_last(), std::runtime_error);
  EXPECT_TRUE(JsonLinesFile(path()).deliver(records(1, 2)).fault);
  EXPECT_EQ(content_of(path()), "root:x:0:0\n");
}

}  // namespace
}  // namespace latchkey::audit
