#include "recovery/sealing_key.hpp"

#include <csignal>
#include <fstream>
#include <gmock/gmock.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/encoding.hpp"
#include "recovery/store_files.hpp"
#include "store/audit.hpp"
#include "store/sealed_boxes.hpp"
#include "store/store_fixture.hpp"

namespace latchkey::recovery {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class SealingKeySourceTest : public testing::Test {
 protected:
  std::expected<KeySource, std::string> find() { return find_key_source(settings); }
  std::string error() {
    const auto found = find();
    return found ? "no error" : found.error();
  }
  void make_key(const fs::path& file, fs::perms permissions = fs::perms::owner_read) const {
    std::ofstream(file) << std::string(32, 'k');
    fs::permissions(file, permissions);
  }

  TemporaryDirectory data;
  TemporaryDirectory other;
  KeySettings settings{.data = data.path(), .key_file = {}, .environment = {}, .credentials = {}};
};

TEST_F(SealingKeySourceTest, without_a_word_it_is_the_file_in_the_data_directory) {
  EXPECT_EQ(find()->file, fs::canonical(data.path()) / "latchkey.key");
  EXPECT_FALSE(find()->key);
}

TEST_F(SealingKeySourceTest, a_variable_a_credential_or_a_file_elsewhere_is_taken_instead) {
  settings.key_file = other.path() / "key";
  EXPECT_EQ(find()->file, fs::canonical(other.path()) / "key");
  settings.key_file.reset();
  settings.environment = Secret(base64_encode(as_bytes(std::string(32, 'e'))));
  EXPECT_EQ(find()->key->bytes().reveal(), std::string(32, 'e'));
  settings.environment.reset();
  settings.credentials = other.path();
  EXPECT_FALSE(find()->key) << "credentials of other names are none of ours";
  make_key(other.path() / "latchkey.key", fs::perms::owner_read | fs::perms::group_read);
  EXPECT_EQ(find()->key->bytes().reveal(), std::string(32, 'k'));
}

TEST_F(SealingKeySourceTest, two_at_once_are_an_error_that_names_both) {
  make_key(data.path() / "latchkey.key");
  settings.environment = Secret(std::string(64, 'a'));
  EXPECT_THAT(error(), testing::AllOf(HasSubstr("LATCHKEY_SEALING_KEY"),
                                      HasSubstr((data.path() / "latchkey.key").string())));
  settings.environment.reset();
  settings.key_file = other.path() / "key";
  EXPECT_THAT(error(), HasSubstr("--key-file"));
  settings.key_file = data.path() / "latchkey.key";
  EXPECT_EQ(error(), "no error");
  settings.credentials = other.path();
  make_key(other.path() / "latchkey.key");
  EXPECT_THAT(error(), HasSubstr("credential"));
}

TEST_F(SealingKeySourceTest, what_is_no_key_is_an_error_that_does_not_repeat_it) {
  settings.environment = Secret(std::string_view("hunter2"));
  EXPECT_THAT(error(), HasSubstr("LATCHKEY_SEALING_KEY must be 32 bytes"));
  EXPECT_THAT(error(), testing::Not(HasSubstr("hunter2")));
  settings.environment.reset();
  settings.credentials = other.path();
  std::ofstream(other.path() / "latchkey.key") << "short";
  fs::permissions(other.path() / "latchkey.key", fs::perms::owner_read);
  EXPECT_THAT(error(), HasSubstr("32 bytes"));
}

class SealingKeyChangeTest : public store::StoreTest {
 protected:
  SealingKeyChangeTest() {
    if (const auto saved = sealing_key.save(key_file(), random); !saved)
      throw std::runtime_error(saved.error());
    close();
    fs::copy_file(file(), pristine);
  }
  [[nodiscard]] fs::path key_file() const { return default_key_file(directory.path()); }
  [[nodiscard]] KeySource source() const {
    return {.file = key_file(), .key = {}, .name = "key file"};
  }
  [[nodiscard]] std::unique_ptr<db::Database> open_database() const {
    auto opened = db::open_sqlite({.file = file()});
    db::migrate(*opened);
    return opened;
  }
  // As a start of the server would.
  crypto::SealingKey start() {
    const auto opened = open_database();
    return open_sealing_key(source(), *opened, random);
  }
  // In a process of its own, which kills itself at that step.
  void change_and_die_at(KeyChangeStep last) {
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      const auto opened = open_database();
      change_sealing_key(source(), next, *opened, clock, random, [last](KeyChangeStep step) {
        if (step == last)
          ::kill(::getpid(), SIGKILL);
      });
      ::_exit(0);
    }
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
  }
  std::vector<std::string> actions() {
    open(next);
    auto found = read([&](store::Transaction& tx) {
      std::vector<std::string> actions;
      for (const auto& event : store::audit::list(tx, org_id(), {}, {}).items)
        actions.push_back(event.action);
      return actions;
    });
    close();
    return found;
  }

  const crypto::SealingKey next{Secret(std::string(32, 'n'))};
  const TemporaryDirectory kept;
  const fs::path pristine = kept.path() / "pristine.db";
};

TEST_F(SealingKeyChangeTest, everything_is_sealed_anew_the_file_replaced_and_the_former_kept) {
  KeyChange change;
  {
    const auto opened = open_database();
    change = change_sealing_key(source(), next, *opened, clock, random);
  }
  EXPECT_EQ(change.resealed, 4U);
  EXPECT_EQ(crypto::SealingKey::load(key_file())->bytes().reveal(), next.bytes().reveal());
  EXPECT_EQ(crypto::SealingKey::load(change.former)->bytes().reveal(),
            sealing_key.bytes().reveal());
  EXPECT_FALSE(fs::exists(next_key_file(key_file())));
  EXPECT_EQ(start().bytes().reveal(), next.bytes().reveal());
  EXPECT_THROW(open(sealing_key), store::SealingKeyMismatch);
  EXPECT_THAT(actions(), testing::ElementsAre("sealing_key.changed"));
}

TEST_F(SealingKeyChangeTest, killed_at_any_step_the_next_start_finds_a_key_that_fits) {
  using enum KeyChangeStep;
  for (const auto step : {started, written, resealed, former_kept, done}) {
    SCOPED_TRACE(static_cast<int>(step));
    fs::remove(file());
    for (const auto* suffix : {"-wal", "-shm"}) fs::remove(file().string() + suffix);
    fs::copy_file(pristine, file());
    for (const auto& entry : fs::directory_iterator(directory.path()))
      if (entry.path().filename().string().starts_with("latchkey.key"))
        fs::remove(entry.path());
    ASSERT_TRUE(sealing_key.save(key_file(), random));

    change_and_die_at(step);
    const bool is_changed = step >= resealed;
    const auto& expected = is_changed ? next : sealing_key;
    EXPECT_EQ(start().bytes().reveal(), expected.bytes().reveal());
    EXPECT_FALSE(fs::exists(next_key_file(key_file())));
    EXPECT_EQ(crypto::SealingKey::load(key_file())->bytes().reveal(), expected.bytes().reveal());
    EXPECT_EQ(start().bytes().reveal(), expected.bytes().reveal());
    EXPECT_NO_THROW(open(expected));
    close();
  }
}

TEST_F(SealingKeyChangeTest, a_key_that_was_handed_over_is_changed_in_the_store_alone) {
  fs::remove(key_file());
  const KeySource handed{.file = {}, .key = sealing_key, .name = "LATCHKEY_SEALING_KEY"};
  {
    const auto opened = open_database();
    EXPECT_TRUE(change_sealing_key(handed, next, *opened, clock, random).former.empty());
    EXPECT_THROW(open_sealing_key(handed, *opened, random), store::SealingKeyMismatch);
  }
  EXPECT_FALSE(fs::exists(key_file()));
  EXPECT_NO_THROW(open(next));
}

TEST_F(SealingKeyChangeTest, with_a_key_that_does_not_fit_nothing_is_changed) {
  fs::remove(key_file());
  ASSERT_TRUE(next.save(key_file(), random));
  {
    const auto opened = open_database();
    EXPECT_THROW(change_sealing_key(source(), next, *opened, clock, random),
                 store::SealingKeyMismatch);
  }
  EXPECT_FALSE(fs::exists(next_key_file(key_file())));
  EXPECT_NO_THROW(open(sealing_key));
}

TEST_F(SealingKeyChangeTest, a_lost_key_file_is_not_made_anew_for_a_store_that_needs_it) {
  fs::remove(key_file());
  try {
    start();
    FAIL() << "a store without its key was opened";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("put it back"));
  }
  EXPECT_FALSE(fs::exists(key_file()));
}

TEST_F(SealingKeyChangeTest, a_new_store_gets_a_key_file) {
  const TemporaryDirectory fresh;
  const auto opened = db::open_sqlite({.file = database_file(fresh.path())});
  db::migrate(*opened);
  const KeySource its{.file = default_key_file(fresh.path()), .key = {}, .name = "key file"};
  const auto key = open_sealing_key(its, *opened, random);
  EXPECT_EQ(crypto::SealingKey::load(its.file)->bytes().reveal(), key.bytes().reveal());
}

}  // namespace
}  // namespace latchkey::recovery
