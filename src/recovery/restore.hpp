// Makes a data directory of a backup.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

#include "base/random.hpp"
#include "crypto/seal.hpp"
#include "recovery/backup_file.hpp"

namespace latchkey::recovery {

struct RestoreOrder {
  std::filesystem::path backup;
  std::filesystem::path data;  // missing or empty
  // Where the backup has no key of its own: checked to fit, and put into the directory.
  std::optional<crypto::SealingKey> sealing_key;
};

struct Restored {
  BackupManifest manifest;
  int schema_version = 0;         // brought up to
  std::int64_t audit_events = 0;  // whose chain is whole
  bool has_sealing_key = false;   // checked, and in the directory
};

// Nothing of the store has its name before everything about it was found good: checksum, structure,
// schema, audit chain, and the sealing key where there is one. What is not finished is removed.
// Throws std::runtime_error that says what is wrong.
Restored restore_backup(const RestoreOrder& order, Random& random);

}  // namespace latchkey::recovery
