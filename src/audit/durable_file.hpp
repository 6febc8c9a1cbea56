// Files that are seen under their name only once they are whole and durable.
#pragma once

#include <filesystem>
#include <string_view>

namespace latchkey::audit {

// Writes NAME.part with mode 0600 in the directory, which is made where it is missing, and renames
// it. Once this returned, a power cut leaves the file there. Throws std::system_error that names
// the file, for a full disk or missing rights; nothing is left then.
void write_durably(const std::filesystem::path& directory, std::string_view name,
                   std::string_view content);

// Writes all of it. Throws std::system_error.
void write_all(int descriptor, std::string_view text, const std::filesystem::path& path);
// Makes new and renamed names in it durable. Throws std::system_error.
void sync_directory(const std::filesystem::path& directory);
// Throws std::system_error of errno.
[[noreturn]] void throw_system_error(std::string_view verb, const std::filesystem::path& path);

}  // namespace latchkey::audit
