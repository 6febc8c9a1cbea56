#include "db/sqlite/claim.hpp"

#include <gmock/gmock.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "db/sqlite/test_database.hpp"

namespace latchkey::db::sqlite {

namespace {

using testing::AllOf;
using testing::HasSubstr;

class Umask {
 public:
  explicit Umask(mode_t mask) : former_(::umask(mask)) {}
  ~Umask() { ::umask(former_); }
  Umask(const Umask&) = delete;
  Umask& operator=(const Umask&) = delete;

 private:
  mode_t former_;
};

unsigned mode_of(const std::filesystem::path& file) {
  struct stat status{};
  return ::stat(file.c_str(), &status) == 0 ? status.st_mode & 07777U : 0U;
}

std::string refusal(const std::filesystem::path& file) {
  try {
    open_sqlite({.file = file});
    return "opened";
  } catch (const std::runtime_error& error) {
    return error.what();
  }
}

void expect_private_files(mode_t mask) {
  const Umask umask(mask);
  const TestDatabase test;
  for (const auto* suffix : {"", "-wal", "-shm", ".lock"})
    EXPECT_EQ(mode_of(test.folder.file().string() + suffix), 0600U) << suffix;
}

TEST(files, are_mode_0600_with_an_open_umask) {
  expect_private_files(0);
}
TEST(files, are_mode_0600_with_a_closed_umask) {
  expect_private_files(0777);
}

TEST(files, that_others_could_read_are_made_private) {
  const TemporaryFolder folder;
  open_sqlite({.file = folder.file()});
  ASSERT_EQ(::chmod(folder.file().c_str(), 0644), 0);
  const auto database = open_sqlite({.file = folder.file()});
  EXPECT_EQ(mode_of(folder.file()), 0600U);
}

TEST(files, a_clean_close_leaves_no_log_behind) {
  const TemporaryFolder folder;
  create_table(*open_sqlite({.file = folder.file()}));
  EXPECT_FALSE(std::filesystem::exists(folder.file().string() + "-wal"));
  EXPECT_FALSE(std::filesystem::exists(folder.file().string() + "-shm"));
}

TEST(claim, a_second_open_is_refused_and_names_the_process) {
  const TestDatabase test;
  EXPECT_THAT(refusal(test.folder.file()),
              AllOf(HasSubstr(test.folder.file().string()),
                    HasSubstr("in use by the process " + std::to_string(::getpid()))));
}

TEST(claim, of_another_process_is_respected_until_that_process_is_killed) {
  const TemporaryFolder folder;
  std::array<int, 2> ready{};
  ASSERT_EQ(::pipe(ready.data()), 0);
  const pid_t child = ::fork();
  if (child == 0) {
    const Claim claim(folder.file());
    const bool told = ::write(ready[1], "r", 1) == 1;
    ::pause();
    ::_exit(told ? 0 : 1);
  }
  char byte = 0;
  ASSERT_EQ(::read(ready[0], &byte, 1), 1);
  EXPECT_THAT(refusal(folder.file()), HasSubstr("in use by the process " + std::to_string(child)));
  ::kill(child, SIGKILL);
  ::waitpid(child, nullptr, 0);
  EXPECT_EQ(refusal(folder.file()), "opened");
  ::close(ready[0]);
  ::close(ready[1]);
}

TEST(open, a_folder_that_is_missing_is_named) {
  EXPECT_THAT(refusal("/nonexistent/folder/test.db"),
              AllOf(HasSubstr("/nonexistent/folder/test.db"), HasSubstr("No such file")));
}

TEST(open, a_file_that_is_no_database_is_refused_and_left_as_it_is) {
  const TemporaryFolder folder;
  const std::string text(5'000, 'x');
  FILE* file = std::fopen(folder.file().c_str(), "w");
  std::fwrite(text.data(), 1, text.size(), file);
  std::fclose(file);
  EXPECT_THAT(refusal(folder.file()), HasSubstr("not a database"));
  EXPECT_EQ(std::filesystem::file_size(folder.file()), 5'000U);
}

}  // namespace

}  // namespace latchkey::db::sqlite
