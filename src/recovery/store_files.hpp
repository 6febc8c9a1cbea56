// The names of what a data directory holds.
#pragma once

#include <filesystem>

namespace latchkey::recovery {

inline std::filesystem::path database_file(const std::filesystem::path& data) {
  return data / "latchkey.db";
}
// Where the sealing key is when nothing else is said.
inline std::filesystem::path default_key_file(const std::filesystem::path& data) {
  return data / "latchkey.key";
}
// The key that takes the place of the other when a change is done.
inline std::filesystem::path next_key_file(const std::filesystem::path& key_file) {
  return key_file.string() + ".next";
}

}  // namespace latchkey::recovery
