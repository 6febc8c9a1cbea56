// Takes a backup of a store, in use or not, without disturbing who uses it.
#pragma once

#include <filesystem>
#include <optional>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "crypto/seal.hpp"
#include "recovery/backup_file.hpp"

namespace latchkey::recovery {

struct BackupOrder {
  std::filesystem::path data;
  std::filesystem::path target;  // must not exist
  // Goes into the backup, which then opens what it seals; checked to be the store's.
  std::optional<crypto::SealingKey> sealing_key;
  std::string program;
};

// Written under another name beside the target, mode 0600, and named only once it is durable. What
// is not finished is removed. Throws std::runtime_error that says what to do.
BackupManifest take_backup(const BackupOrder& order, const Clock& clock, Random& random);

}  // namespace latchkey::recovery
