// Where a store's sealing key comes from, and its change for another.
#pragma once

#include <expected>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "crypto/seal.hpp"
#include "db/database.hpp"

namespace latchkey::recovery {

// Either a file that the server keeps itself, or a key that somebody else hands to it.
struct KeySource {
  std::filesystem::path file;             // empty: handed over
  std::optional<crypto::SealingKey> key;  // when it was
  std::string name;                       // for messages: "key file /var/lib/latchkey/latchkey.key"
};

struct KeySettings {
  std::filesystem::path data;
  std::optional<std::filesystem::path> key_file;     // --key-file
  std::optional<Secret> environment;                 // LATCHKEY_SEALING_KEY
  std::optional<std::filesystem::path> credentials;  // CREDENTIALS_DIRECTORY
};
// Exactly one source counts: the file of --key-file, the variable, or the credential latchkey.key;
// where none of them is given, the file latchkey.key in the data directory. Two that are there are
// an error that names both: nobody should have to guess which key a store is sealed with.
std::expected<KeySource, std::string> find_key_source(const KeySettings& settings);

// The key that fits the migrated store, which is claimed by this process. Makes the file for a
// store that has nothing sealed yet, and only then. Finishes or undoes a change that was
// interrupted. Throws std::runtime_error that says what to do.
crypto::SealingKey open_sealing_key(const KeySource& source, db::Database& database,
                                    Random& random);

// What a change leaves behind; for whoever did it.
struct KeyChange {
  std::size_t resealed = 0;        // signing keys and server secrets
  std::filesystem::path former{};  // where the former key is kept; empty where it was handed over
};
enum class KeyChangeStep { started, written, resealed, former_kept, done };

// Seals everything in the store under another key, in one transaction with its audit event. A key
// file is replaced, and the former kept beside it, for older backups open with it alone. Ended at
// any moment, the next open_sealing_key finds a key that fits. at_step is told of each step. Throws
// std::runtime_error.
KeyChange change_sealing_key(const KeySource& source, const crypto::SealingKey& next,
                             db::Database& database, const Clock& clock, Random& random,
                             const std::function<void(KeyChangeStep)>& at_step = {});

}  // namespace latchkey::recovery
