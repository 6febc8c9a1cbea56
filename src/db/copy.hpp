// Database files as files: a consistent copy of one in use, and reading one that nobody writes to.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "db/database.hpp"

namespace latchkey::db {

// Puts everything that was committed before this call into copy, an empty file, which becomes one
// whole database without companion files. Whoever uses the database, in this process or another,
// goes on reading and writing meanwhile; only its write-ahead log cannot begin anew before the end.
// Throws std::runtime_error.
void copy_database(const std::filesystem::path& file, const std::filesystem::path& copy);

// Lets fn read. Throws std::runtime_error for what is no database, and whatever fn throws.
void read_file(const std::filesystem::path& file, const std::function<void(Transaction&)>& fn);

// What is broken in the file's structure; nothing for one that is whole.
std::optional<std::string> find_damage(const std::filesystem::path& file);

}  // namespace latchkey::db
