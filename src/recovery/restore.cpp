#include "recovery/restore.hpp"

#include <cerrno>
#include <fcntl.h>
#include <spdlog/fmt/fmt.h>
#include <stdexcept>
#include <unistd.h>

#include "base/file.hpp"
#include "db/copy.hpp"
#include "db/migrations.hpp"
#include "db/sqlite.hpp"
#include "recovery/store_files.hpp"
#include "store/audit.hpp"
#include "store/sealed_boxes.hpp"

namespace latchkey::recovery {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t piece_bytes = std::size_t{1} << 20;

// True when it was made.
bool make_empty_directory(const fs::path& data) {
  if (fs::exists(data)) {
    if (!fs::is_directory(data) || !fs::is_empty(data))
      throw std::runtime_error(
          fmt::format("{} is not an empty directory; a backup is restored into a new or empty one",
                      data.string()));
    fs::permissions(data, fs::perms::owner_all);
    return false;
  }
  fs::create_directories(data);
  fs::permissions(data, fs::perms::owner_all);
  return true;
}

// Removes what stands in the data directory unless it is kept.
class UnfinishedDirectory {
 public:
  explicit UnfinishedDirectory(fs::path data)
      : data_(std::move(data)), is_new_(make_empty_directory(data_)) {}
  ~UnfinishedDirectory() {
    if (is_kept_)
      return;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(data_, ignored))
      fs::remove_all(entry.path(), ignored);
    if (is_new_)
      fs::remove(data_, ignored);
  }
  UnfinishedDirectory(const UnfinishedDirectory&) = delete;
  UnfinishedDirectory& operator=(const UnfinishedDirectory&) = delete;
  void keep() { is_kept_ = true; }

 private:
  fs::path data_;
  bool is_new_;
  bool is_kept_ = false;
};

void copy_bytes(const fs::path& from, const fs::path& to, std::int64_t count) {
  const Descriptor source(::open(from.c_str(), O_RDONLY | O_CLOEXEC));
  const Descriptor target = create_private_file(to);
  std::string piece(piece_bytes, '\0');
  while (source.is_open() && target.is_open() && count > 0) {
    const auto wanted = static_cast<std::size_t>(std::min<std::int64_t>(count, piece_bytes));
    const ssize_t size = TEMP_FAILURE_RETRY(::read(source.number(), piece.data(), wanted));
    if (size <= 0 ||
        !write_all(target, std::string_view(piece).substr(0, static_cast<std::size_t>(size))))
      break;
    count -= size;
  }
  if (count != 0 || ::fsync(target.number()) != 0)
    throw std::runtime_error(fmt::format("cannot write {}: {}", to.string(), error_text(errno)));
}

std::optional<crypto::SealingKey> key_of(const RestoreOrder& order,
                                         const BackupManifest& manifest) {
  if (!manifest.sealing_key)
    return order.sealing_key;
  auto key = crypto::SealingKey::parse(*manifest.sealing_key);
  if (!key)
    throw std::runtime_error("the sealing key in the backup " + key.error());
  return *std::move(key);
}

// The whole chain, up to the event that the manifest names.
std::int64_t verify_events(db::Transaction& tx, const BackupManifest& manifest) {
  const auto events = store::audit::verify(tx);
  if (!events)
    throw std::runtime_error("the audit log in the backup is not whole: " + events.error());
  const auto hash =
      tx.one("SELECT last_hash FROM audit_chain WHERE node = 'main' AND last_id = $1",
             {manifest.last_event_id}, [](const db::Row& row) { return std::string(row.text(0)); });
  if (hash != manifest.last_event_hash)
    throw std::runtime_error("the audit log in the backup does not end where its manifest says");
  return *events;
}

// As the next start will see it.
void examine(const fs::path& database, const std::optional<crypto::SealingKey>& key,
             Restored& restored) {
  if (const auto damage = db::find_damage(database))
    throw std::runtime_error("the database in the backup is damaged: " + *damage);
  const auto opened = db::open_sqlite({.file = database});
  db::migrate(*opened);
  restored.schema_version = db::schema_version(*opened);
  opened->read_now([&](db::Transaction& tx) {
    restored.audit_events = verify_events(tx, restored.manifest);
    if (key)
      store::sealed_boxes::require_fit(tx, *key);
  });
}

}  // namespace

Restored restore_backup(const RestoreOrder& order, Random& random) {
  auto manifest = check_backup(order.backup);
  if (!manifest)
    throw std::runtime_error(fmt::format("{} {}", order.backup.string(), manifest.error()));
  Restored restored{.manifest = *std::move(manifest)};
  const auto key = key_of(order, restored.manifest);

  UnfinishedDirectory directory(order.data);
  const auto work = order.data / "restoring";
  fs::create_directory(work);
  fs::permissions(work, fs::perms::owner_all);
  const auto copy = database_file(work);
  copy_bytes(order.backup, copy, restored.manifest.database_bytes);
  examine(copy, key, restored);
  if (key) {
    if (const auto saved = key->save(default_key_file(order.data), random); !saved)
      throw std::runtime_error(saved.error());
    restored.has_sealing_key = true;
  }
  fs::rename(copy, database_file(order.data));
  fs::remove_all(work);
  if (!sync_directory_of(database_file(order.data)))
    throw std::runtime_error("cannot sync the directory: " + error_text(errno));
  directory.keep();
  return restored;
}

}  // namespace latchkey::recovery
