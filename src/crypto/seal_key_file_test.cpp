#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>
#include <sys/stat.h>
#include <thread>
#include <vector>

#include "crypto/seal.hpp"
#include "crypto/system_random.hpp"

namespace latchkey::crypto {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class SealKeyFile : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "seal_key_file_XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    directory_ = pattern;
  }
  void TearDown() override { fs::remove_all(directory_); }

  [[nodiscard]] fs::path file() const { return directory_ / "key"; }

  void write_file(std::size_t size, fs::perms permissions) const {
    std::ofstream(file()) << std::string(size, 'k');
    fs::permissions(file(), permissions);
  }

  [[nodiscard]] std::size_t file_count() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(directory_), fs::directory_iterator()));
  }

  [[nodiscard]] std::string load_error() {
    const auto key = SealingKey::load_or_create(file(), random_);
    return key ? "no error" : key.error();
  }

  SystemRandom random_;
  fs::path directory_;
};

constexpr fs::perms owner_only = fs::perms::owner_read | fs::perms::owner_write;

TEST_F(SealKeyFile, a_missing_file_is_created_for_its_owner_only_whatever_the_umask) {
  for (const mode_t mask : {0000U, 0777U}) {
    fs::remove(file());
    const mode_t before = umask(mask);
    const auto key = SealingKey::load_or_create(file(), random_);
    umask(before);
    ASSERT_TRUE(key) << key.error();
    EXPECT_EQ(fs::status(file()).permissions(), owner_only);
    EXPECT_EQ(fs::file_size(file()), 32U);
    EXPECT_EQ(file_count(), 1U);
  }
}

TEST_F(SealKeyFile, the_same_file_gives_the_same_key) {
  const auto first = SealingKey::load_or_create(file(), random_);
  const auto second = SealingKey::load_or_create(file(), random_);
  ASSERT_TRUE(first && second);
  const std::string box = first->seal(Secret(std::string_view("canary")), "c", random_);
  EXPECT_EQ(second->open(box, "c").value().reveal(), "canary");
}

TEST_F(SealKeyFile, those_who_start_at_once_agree_on_one_key) {
  std::vector<std::string> boxes(8);
  {
    std::vector<std::jthread> threads;
    for (std::string& box : boxes)
      threads.emplace_back([this, &box] {
        box = SealingKey::load_or_create(file(), random_)
                  .value()
                  .seal(Secret(std::string_view("canary")), "c", random_);
      });
  }
  const auto key = SealingKey::load_or_create(file(), random_).value();
  for (const std::string& box : boxes) EXPECT_TRUE(key.open(box, "c"));
  EXPECT_EQ(file_count(), 1U);
}

TEST_F(SealKeyFile, a_file_open_to_group_or_others_is_refused) {
  for (const fs::perms extra : {fs::perms::group_read, fs::perms::group_write,
                                fs::perms::others_read, fs::perms::others_exec}) {
    write_file(32, owner_only | extra);
    EXPECT_THAT(load_error(), HasSubstr("0600"));
  }
}

TEST_F(SealKeyFile, a_file_of_another_size_is_refused_and_left_alone) {
  for (const std::size_t size : {0UL, 31UL, 33UL}) {
    write_file(size, owner_only);
    EXPECT_THAT(load_error(), HasSubstr("32 bytes"));
    EXPECT_EQ(fs::file_size(file()), size);
  }
}

TEST_F(SealKeyFile, what_is_no_regular_file_is_refused) {
  fs::create_directory(file());
  EXPECT_THAT(load_error(), HasSubstr("no regular file"));
  fs::remove(file());
  ASSERT_EQ(mkfifo(file().c_str(), 0600), 0);
  EXPECT_THAT(load_error(), HasSubstr("no regular file"));
}

TEST_F(SealKeyFile, a_missing_directory_is_an_error) {
  const auto key = SealingKey::load_or_create(directory_ / "none" / "key", random_);
  ASSERT_FALSE(key);
  EXPECT_THAT(key.error(), HasSubstr("cannot be created"));
}

}  // namespace
}  // namespace latchkey::crypto
