// The source of the sealing key, of what was configured and what the process was given.
#pragma once

#include <expected>
#include <filesystem>
#include <optional>
#include <string>

#include "recovery/sealing_key.hpp"

namespace latchkey::server {

// Takes LATCHKEY_SEALING_KEY out of the process's environment, where children and /proc would show
// it: call it once, before any other thread runs. key_file: of --key-file, where it was given.
std::expected<recovery::KeySource, std::string> take_key_source(
    const std::filesystem::path& data, const std::optional<std::filesystem::path>& key_file);

}  // namespace latchkey::server
