#include <fstream>
#include <gmock/gmock.h>

#include "db/migrations.hpp"
#include "db/sqlite/test_database.hpp"
#include "db/sqlite_inspection.hpp"

namespace latchkey::db::sqlite {

namespace {

using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> files_in(const std::filesystem::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.push_back(entry.path().filename().string());
  return names;
}

TEST(inspection, a_database_that_is_in_use_is_whole_and_names_its_process) {
  const TestDatabase test;
  migrate(*test.database);
  const auto found = inspect_sqlite(test.folder.file(), true);
  ASSERT_TRUE(found) << found.error();
  EXPECT_EQ(found->schema_version, static_cast<int>(migrations().size()));
  EXPECT_THAT(found->faults, IsEmpty());
  EXPECT_EQ(sqlite_owner(test.folder.file()), std::to_string(::getpid()));
}

TEST(inspection, one_that_rests_is_read_without_making_files) {
  const TemporaryFolder folder;
  migrate(*open_sqlite({.file = folder.file()}));
  const auto before = files_in(folder.file().parent_path());
  const auto found = inspect_sqlite(folder.file(), false);
  ASSERT_TRUE(found) << found.error();
  EXPECT_EQ(found->schema_version, static_cast<int>(migrations().size()));
  EXPECT_THAT(files_in(folder.file().parent_path()), testing::UnorderedElementsAreArray(before));
  EXPECT_EQ(sqlite_owner(folder.file()), std::nullopt);
}

TEST(inspection, damage_is_found) {
  const TemporaryFolder folder;
  migrate(*open_sqlite({.file = folder.file()}));
  {
    std::fstream file(folder.file(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(3 * 4096);
    file << std::string(2 * 4096, 'x');
  }
  const auto found = inspect_sqlite(folder.file(), false);
  EXPECT_TRUE(!found || !found->faults.empty());
}

TEST(inspection, what_is_no_database_is_refused) {
  const TemporaryFolder folder;
  std::ofstream(folder.file()) << std::string(5000, 'x');
  const auto found = inspect_sqlite(folder.file(), false);
  ASSERT_FALSE(found);
  EXPECT_THAT(found.error(), HasSubstr("not a database"));
  EXPECT_FALSE(inspect_sqlite("/nonexistent/test.db", false));
}

}  // namespace

}  // namespace latchkey::db::sqlite
