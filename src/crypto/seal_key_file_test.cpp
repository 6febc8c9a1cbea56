#include <atomic>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>
#include <sys/stat.h>
#include <thread>
#include <vector>

#include "base/encoding.hpp"
#include "base/temporary_directory.hpp"
#include "crypto/seal.hpp"
#include "crypto/system_random.hpp"

namespace latchkey::crypto {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class SealKeyFile : public testing::Test {
 protected:
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
    const auto key = SealingKey::load(file());
    return key ? "no error" : key.error();
  }

  SystemRandom random_;
  TemporaryDirectory temporary_;
  const fs::path directory_ = temporary_.path();
};

constexpr fs::perms owner_only = fs::perms::owner_read | fs::perms::owner_write;

TEST_F(SealKeyFile, a_saved_key_is_its_owners_only_whatever_the_umask) {
  for (const mode_t mask : {0000U, 0777U}) {
    fs::remove(file());
    const mode_t before = umask(mask);
    const auto saved = SealingKey::generate(random_).save(file(), random_);
    umask(before);
    ASSERT_TRUE(saved) << saved.error();
    EXPECT_EQ(fs::status(file()).permissions(), owner_only);
    EXPECT_EQ(fs::file_size(file()), 32U);
    EXPECT_EQ(file_count(), 1U);
  }
}

TEST_F(SealKeyFile, what_is_loaded_is_what_was_saved) {
  const auto key = SealingKey::generate(random_);
  ASSERT_TRUE(key.save(file(), random_));
  const std::string box = key.seal(Secret(std::string_view("canary")), "c", random_);
  EXPECT_EQ(SealingKey::load(file()).value().open(box, "c").value().reveal(), "canary");
}

TEST_F(SealKeyFile, of_those_who_save_at_once_one_succeeds_and_nothing_is_overwritten) {
  std::atomic<int> saved = 0;
  {
    std::vector<std::jthread> threads;
    for (int index = 0; index < 8; ++index)
      threads.emplace_back([&] {
        if (SealingKey::generate(random_).save(file(), random_))
          ++saved;
      });
  }
  EXPECT_EQ(saved, 1);
  EXPECT_EQ(file_count(), 1U);
  const auto before = SealingKey::load(file()).value();
  EXPECT_FALSE(SealingKey::generate(random_).save(file(), random_));
  EXPECT_EQ(SealingKey::load(file()).value().bytes().reveal(), before.bytes().reveal());
}

TEST_F(SealKeyFile, a_missing_file_is_an_error_and_stays_missing) {
  EXPECT_THAT(load_error(), HasSubstr("cannot be opened"));
  EXPECT_EQ(file_count(), 0U);
}

TEST_F(SealKeyFile, a_symbolic_link_counts_as_what_it_leads_to) {
  write_file(32, owner_only);
  fs::rename(file(), directory_ / "elsewhere");
  fs::create_symlink(directory_ / "elsewhere", file());
  EXPECT_EQ(load_error(), "no error");
  fs::permissions(directory_ / "elsewhere", owner_only | fs::perms::group_read);
  EXPECT_THAT(load_error(), HasSubstr("0600"));
}

TEST_F(SealKeyFile, group_bits_are_let_pass_only_where_that_is_said) {
  write_file(32, owner_only | fs::perms::group_read);
  EXPECT_TRUE(SealingKey::load(file(), SealingKey::FileAccess::granted_to_groups));
  write_file(32, owner_only | fs::perms::others_read);
  EXPECT_FALSE(SealingKey::load(file(), SealingKey::FileAccess::granted_to_groups));
}

TEST(SealKeyText, hex_and_base64_of_32_bytes_are_read_and_nothing_else) {
  const std::string bytes = "0123456789abcdef0123456789ABCDE\xff";
  for (const auto& text : {hex_encode(as_bytes(bytes)), base64_encode(as_bytes(bytes)),
                           base64url_encode(as_bytes(bytes))}) {
    const auto key = SealingKey::parse(Secret(text));
    ASSERT_TRUE(key) << text;
    EXPECT_EQ(key->bytes().reveal(), bytes);
  }
  for (const std::string text : {"", "secret", "0123456789abcdef0123456789abcdef"}) {
    const auto key = SealingKey::parse(Secret(text));
    ASSERT_FALSE(key) << text;
    EXPECT_THAT(key.error(), HasSubstr("32 bytes"));
    EXPECT_TRUE(text.empty() || !key.error().contains(text));
  }
  EXPECT_FALSE(SealingKey::parse(Secret(std::string(63, 'a') + "g")));
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

TEST_F(SealKeyFile, a_key_for_a_missing_directory_is_an_error) {
  const auto saved = SealingKey::generate(random_).save(directory_ / "none" / "key", random_);
  ASSERT_FALSE(saved);
  EXPECT_THAT(saved.error(), HasSubstr("cannot be created"));
}

}  // namespace
}  // namespace latchkey::crypto
