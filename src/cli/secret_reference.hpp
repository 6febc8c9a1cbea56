// Secrets that a file refers to instead of holding them.
#pragma once

#include <expected>
#include <filesystem>
#include <string>

#include "base/secret.hpp"
#include "cli/environment.hpp"

namespace latchkey::cli {

// Without the line break at its end. The error says what is wrong, for an operator: a file that
// cannot be read, is no regular file, is empty or too large, or can be read by others than its
// owner.
std::expected<Secret, std::string> read_secret_file(const std::filesystem::path& file);

// The error names a variable that is not there.
std::expected<Secret, std::string> read_secret_variable(const std::string& name,
                                                        const Environment& environment);

}  // namespace latchkey::cli
