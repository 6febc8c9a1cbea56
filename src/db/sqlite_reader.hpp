// A database of the embedded driver opened for reading alone, beside a server that works on it or
// without one: for tools.
#pragma once

#include <filesystem>
#include <memory>

#include "db/database.hpp"

namespace latchkey::db {

// Takes no claim and changes nothing; writes end in std::logic_error. Throws std::runtime_error
// naming the file when it is not there, cannot be read, or has another schema version than this
// binary's.
std::unique_ptr<Database> open_sqlite_reader(const std::filesystem::path& file);

}  // namespace latchkey::db
