#include "recovery/backup.hpp"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <spdlog/fmt/fmt.h>
#include <stdexcept>

#include "base/encoding.hpp"
#include "base/file.hpp"
#include "db/copy.hpp"
#include "recovery/store_files.hpp"
#include "store/columns.hpp"
#include "store/sealed_boxes.hpp"

namespace latchkey::recovery {

namespace {

void require_free(const std::filesystem::path& target) {
  if (std::filesystem::exists(std::filesystem::symlink_status(target)))
    throw std::runtime_error(
        fmt::format("{} is there already; a backup overwrites nothing", target.string()));
}

// What the copy says of itself.
void describe(const std::filesystem::path& copy, const BackupOrder& order,
              BackupManifest& manifest) {
  db::read_file(copy, [&](db::Transaction& tx) {
    manifest.schema_version =
        tx.one("SELECT max(number) FROM schema_migrations", {}, [](const db::Row& row) {
            return static_cast<int>(row.integer(0));
          }).value();
    tx.run("SELECT last_id, last_time, last_hash FROM audit_chain WHERE node = 'main'", {},
           [&](const db::Row& row) {
             manifest.last_event_id = row.integer(0);
             manifest.last_event_time = store::time_column(row, 1);
             manifest.last_event_hash = store::text_column(row, 2);
           });
    if (order.sealing_key)
      store::sealed_boxes::require_fit(tx, *order.sealing_key);
  });
}

// Never over a file that came there meanwhile, where the file system can see to that.
void give_name(const std::filesystem::path& draft, const std::filesystem::path& target) {
  int result = ::renameat2(AT_FDCWD, draft.c_str(), AT_FDCWD, target.c_str(), RENAME_NOREPLACE);
  if (result != 0 && errno == EINVAL) {
    require_free(target);
    result = ::rename(draft.c_str(), target.c_str());
  }
  if (result != 0 || !sync_directory_of(target))
    throw std::runtime_error("cannot name it: " + error_text(errno));
}

BackupManifest write_backup(const std::filesystem::path& draft, const BackupOrder& order,
                            const Clock& clock) {
  BackupManifest manifest{.program = order.program, .taken_at = clock.now()};
  db::copy_database(database_file(order.data), draft);
  manifest.database_bytes = static_cast<std::int64_t>(std::filesystem::file_size(draft));
  describe(draft, order, manifest);
  if (order.sealing_key)
    manifest.sealing_key = Secret(base64_encode(as_bytes(order.sealing_key->bytes().reveal())));
  seal_backup(draft, manifest);
  return manifest;
}

}  // namespace

BackupManifest take_backup(const BackupOrder& order, const Clock& clock, Random& random) {
  const auto database = database_file(order.data);
  std::error_code error;
  if (!std::filesystem::is_regular_file(database, error))
    throw std::runtime_error(fmt::format("there is no store at {}: {}", database.string(),
                                         error ? error.message() : "it is no regular file"));
  require_free(order.target);
  UnfinishedFile draft(order.target.string() + make_id(random, ".unfinished_"));
  if (!create_private_file(draft.path()).is_open())
    throw std::runtime_error(
        fmt::format("cannot create {}: {}", draft.path().string(), error_text(errno)));
  try {
    auto manifest = write_backup(draft.path(), order, clock);
    give_name(draft.path(), order.target);
    draft.keep();
    return manifest;
  } catch (const std::exception& failure) {
    throw std::runtime_error(fmt::format("cannot back up {} to {}: {}", database.string(),
                                         order.target.string(), failure.what()));
  }
}

}  // namespace latchkey::recovery
