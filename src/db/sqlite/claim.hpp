// The exclusive right to use a database file, held by one process at a time.
#pragma once

#include <filesystem>

namespace latchkey::db::sqlite {

// Held until destroyed, or until the process ends in whatever way. Claims by flock on FILE.lock,
// which holds the owner's process id and is never removed.
class Claim {
 public:
  // Throws std::runtime_error, naming the process that holds it where there is one.
  explicit Claim(const std::filesystem::path& file);
  ~Claim();
  Claim(const Claim&) = delete;
  Claim& operator=(const Claim&) = delete;

 private:
  int lock_ = -1;
};

// Creates the file where it is missing and makes it and SQLite's companion files mode 0600,
// whatever the umask. Call before SQLite opens it: closing a descriptor drops SQLite's locks.
void create_private(const std::filesystem::path& file);

}  // namespace latchkey::db::sqlite
