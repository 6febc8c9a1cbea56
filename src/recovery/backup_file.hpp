// The file that a backup is: a database with a sealed statement of what it holds behind it.
#pragma once

#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/secret.hpp"

namespace latchkey::recovery {

// Layout: the database, as SQLite wrote it; the manifest, a JSON object; the seal, one line of
// fixed length with the manifest's size and the SHA-256 of everything before the line. SQLite reads
// the file as it is and does not look behind the database.
struct BackupManifest {
  std::string program;  // version of the program that made it
  Time taken_at;        // what was acknowledged before this is in it
  int schema_version = 0;
  std::int64_t last_event_id = 0;  // the audit log's newest event; 0: none
  Time last_event_time{};
  std::string last_event_hash{};
  std::int64_t database_bytes = 0;
  std::optional<Secret> sealing_key{};  // in base64, where it was asked for
};

// Puts manifest and seal behind the database in the file, and makes the file durable. Throws
// std::runtime_error.
void seal_backup(const std::filesystem::path& file, const BackupManifest& manifest);

// Reads the whole file. The error says whether it is no backup, is damaged, or has a format that
// this program does not know.
std::expected<BackupManifest, std::string> check_backup(const std::filesystem::path& file);

}  // namespace latchkey::recovery
