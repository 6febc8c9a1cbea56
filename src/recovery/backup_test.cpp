#include "recovery/backup.hpp"

#include <atomic>
#include <fstream>
#include <gmock/gmock.h>
#include <sys/stat.h>
#include <thread>

#include "recovery/restore.hpp"
#include "recovery/store_files.hpp"
#include "store/audit.hpp"
#include "store/store_fixture.hpp"

namespace latchkey::recovery {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::UnorderedElementsAre;

class BackupTest : public store::StoreTest {
 protected:
  [[nodiscard]] fs::path target() const { return elsewhere.path() / "backup"; }
  [[nodiscard]] fs::path restored() const { return elsewhere.path() / "restored"; }

  BackupManifest back_up(std::optional<crypto::SealingKey> key = {}) {
    return take_backup({.data = directory.path(),
                        .target = target(),
                        .sealing_key = std::move(key),
                        .program = "1.2.3"},
                       clock, random);
  }
  Restored restore(std::optional<crypto::SealingKey> key = {}) {
    return restore_backup({.backup = target(), .data = restored(), .sealing_key = std::move(key)},
                          random);
  }
  // What stands between two calls of it, and what the directory holds after a failure.
  std::string restore_error(std::optional<crypto::SealingKey> key = {}) {
    try {
      restore(std::move(key));
      return "no error";
    } catch (const std::runtime_error& error) {
      EXPECT_FALSE(fs::exists(restored())) << error.what();
      return error.what();
    }
  }
  std::string backup_error() {
    const auto before = names(elsewhere.path());
    try {
      back_up();
      return "no error";
    } catch (const std::runtime_error& error) {
      EXPECT_EQ(names(elsewhere.path()), before) << error.what();
      return error.what();
    }
  }
  static std::vector<std::string> names(const fs::path& folder) {
    std::vector<std::string> found;
    for (const auto& entry : fs::directory_iterator(folder))
      found.push_back(entry.path().filename());
    return found;
  }
  void append_event(const std::string& action) {
    store::audit::Event event;
    event.time = now();
    event.org_id = org_id();
    event.action = action;
    write([&](store::Transaction& tx) { store::audit::append(tx, event); });
  }
  void overwrite(std::size_t offset, const std::string& bytes) {
    std::fstream file(target(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(offset));
    file << bytes;
  }
  // The store that was restored, open.
  std::unique_ptr<db::Database> open_restored() {
    auto opened = db::open_sqlite({.file = database_file(restored())});
    db::migrate(*opened);
    return opened;
  }

  TemporaryDirectory elsewhere;
};

TEST_F(BackupTest, what_was_committed_is_restored_with_the_same_keys_and_its_whole_audit_log) {
  const auto client = add_client("ERP sync");
  append_event("client.created");
  append_event("token.issued");
  const auto manifest = back_up();
  EXPECT_EQ(manifest.last_event_id, 2);
  EXPECT_EQ(manifest.taken_at, now());
  EXPECT_EQ(manifest.schema_version, db::migrations().back().number);
  add_client("Later");

  const auto result = restore(sealing_key);
  EXPECT_EQ(result.manifest.program, "1.2.3");
  EXPECT_EQ(result.manifest.taken_at, now());
  EXPECT_EQ(result.audit_events, 2);
  EXPECT_TRUE(result.has_sealing_key);
  EXPECT_THAT(names(restored()), UnorderedElementsAre("latchkey.db", "latchkey.key"));

  const auto kid = store().snapshot()->keys->es256->kid;
  const auto opened = open_restored();
  store::Store again(
      {.database = *opened, .sealing_key = sealing_key, .clock = clock, .random = random});
  EXPECT_EQ(again.snapshot()->keys->es256->kid, kid);
  EXPECT_NE(again.snapshot()->client(client.id), nullptr);
  EXPECT_EQ(again.snapshot()->clients.size(), 1U);
}

TEST_F(BackupTest, files_are_their_owners_only_whatever_the_umask) {
  const mode_t before = umask(0);
  back_up();
  restore(sealing_key);
  umask(before);
  const auto mode = [](const fs::path& path) { return fs::status(path).permissions(); };
  constexpr auto owner_only = fs::perms::owner_read | fs::perms::owner_write;
  EXPECT_EQ(mode(target()), owner_only);
  EXPECT_EQ(mode(restored()), fs::perms::owner_all);
  EXPECT_EQ(mode(restored() / "latchkey.db"), owner_only);
  EXPECT_EQ(mode(restored() / "latchkey.key"), owner_only);
}

TEST_F(BackupTest, every_write_acknowledged_before_it_began_is_in_it) {
  std::atomic<int> acknowledged = 0;
  std::atomic<bool> is_over = false;
  {
    std::vector<std::jthread> writers;
    for (int index = 0; index < 3; ++index)
      writers.emplace_back([&] {
        while (!is_over) {
          append_event("token.issued");
          ++acknowledged;
          acknowledged.notify_all();
        }
      });
    acknowledged.wait(0);
    const int before = acknowledged;
    EXPECT_GE(back_up().last_event_id, before);
    is_over = true;
  }
  EXPECT_EQ(restore().audit_events, check_backup(target())->last_event_id);
}

TEST_F(BackupTest, a_store_that_is_closed_is_backed_up_too) {
  append_event("client.created");
  close();
  back_up();
  EXPECT_EQ(restore().audit_events, 1);
}

TEST_F(BackupTest, the_sealing_key_is_in_it_only_when_asked_for) {
  const auto text = [&] {
    std::ifstream file(target(), std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
  };
  EXPECT_FALSE(back_up().sealing_key);
  EXPECT_THAT(text(), testing::Not(HasSubstr("\"sealing_key\":")));
  EXPECT_FALSE(restore().has_sealing_key);
  EXPECT_FALSE(fs::exists(restored() / "latchkey.key"));
  fs::remove(target());
  fs::remove_all(restored());
  back_up(sealing_key);
  EXPECT_TRUE(restore().has_sealing_key);
  EXPECT_EQ(crypto::SealingKey::load(restored() / "latchkey.key")->bytes().reveal(),
            sealing_key.bytes().reveal());
}

TEST_F(BackupTest, nothing_is_overwritten_and_no_half_file_left) {
  std::ofstream(target()) << "precious";
  EXPECT_THAT(backup_error(), HasSubstr("is there already"));
  EXPECT_EQ(fs::file_size(target()), 8U);
  fs::remove(target());
  fs::create_symlink("/nowhere", target());
  EXPECT_THAT(backup_error(), HasSubstr("is there already"));
  fs::remove(target());
  const crypto::SealingKey other{Secret(std::string(32, 'o'))};
  EXPECT_THROW(back_up(other), std::runtime_error);
  EXPECT_THAT(names(elsewhere.path()), testing::IsEmpty());
  close();
  fs::remove(file());
  EXPECT_THAT(backup_error(), HasSubstr("there is no store"));
}

TEST_F(BackupTest, what_is_damaged_or_no_backup_is_refused) {
  EXPECT_THAT(restore_error(), HasSubstr("cannot be opened"));
  std::ofstream(target()) << "hello";
  EXPECT_THAT(restore_error(), HasSubstr("no backup"));
  fs::remove(target());
  back_up();
  const auto size = fs::file_size(target());
  fs::copy_file(target(), elsewhere.path() / "whole");
  for (const std::size_t offset : {std::size_t{5'000}, size / 2, size - 10, size - 200}) {
    overwrite(offset, "#damage#");
    EXPECT_THAT(restore_error(), HasSubstr("damaged")) << offset;
    fs::copy_file(elsewhere.path() / "whole", target(), fs::copy_options::overwrite_existing);
  }
  for (const std::size_t left : {size - 1, size / 2, std::size_t{1'000}, std::size_t{0}}) {
    fs::resize_file(target(), left);
    EXPECT_THAT(restore_error(), HasSubstr("no backup")) << left;
    fs::copy_file(elsewhere.path() / "whole", target(), fs::copy_options::overwrite_existing);
  }
  EXPECT_EQ(restore_error(), "no error");
}

TEST_F(BackupTest, another_sealing_key_than_the_stores_is_refused) {
  back_up();
  EXPECT_THAT(restore_error(crypto::SealingKey{Secret(std::string(32, 'o'))}),
              HasSubstr("does not fit"));
}

TEST_F(BackupTest, a_directory_that_holds_anything_is_refused_and_left_alone) {
  back_up();
  fs::create_directory(restored());
  std::ofstream(restored() / "precious") << "x";
  EXPECT_THROW(restore(), std::runtime_error);
  EXPECT_THAT(names(restored()), UnorderedElementsAre("precious"));
  fs::remove(restored() / "precious");
  restore();
  EXPECT_THROW(restore(), std::runtime_error);
}

TEST_F(BackupTest, an_audit_log_that_was_altered_is_found) {
  append_event("client.created");
  append_event("client.deleted");
  write([](store::Transaction& tx) {
    tx.execute("UPDATE audit_events SET action = 'nothing' WHERE id = 2");
  });
  back_up();
  EXPECT_THAT(restore_error(), HasSubstr("event 2 was altered"));
}

TEST_F(BackupTest, a_backup_of_a_newer_schema_is_refused) {
  write([](store::Transaction& tx) {
    tx.execute("INSERT INTO schema_migrations (number, name, applied_at) VALUES (999, 'x', 0)");
  });
  back_up();
  EXPECT_THAT(restore_error(), HasSubstr("schema version 999"));
}

}  // namespace
}  // namespace latchkey::recovery
