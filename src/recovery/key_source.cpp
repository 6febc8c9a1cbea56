#include <spdlog/fmt/fmt.h>
#include <vector>

#include "recovery/sealing_key.hpp"
#include "recovery/store_files.hpp"

namespace latchkey::recovery {

namespace fs = std::filesystem;

namespace {

using Found = std::expected<KeySource, std::string>;

bool is_there(const fs::path& file) {
  std::error_code ignored;
  return fs::exists(fs::symlink_status(file, ignored));
}

Found from_environment(const Secret& text) {
  auto key = crypto::SealingKey::parse(text);
  if (!key)
    return std::unexpected("LATCHKEY_SEALING_KEY " + key.error());
  return KeySource{.file = {}, .key = *std::move(key), .name = "LATCHKEY_SEALING_KEY"};
}

// systemd gives the service's user access by an ACL, whose mask shows as group bits.
Found from_credential(const fs::path& file) {
  auto key = crypto::SealingKey::load(file, crypto::SealingKey::FileAccess::granted_to_groups);
  if (!key)
    return std::unexpected("the credential latchkey.key: " + key.error());
  return KeySource{.file = {}, .key = *std::move(key), .name = "the credential latchkey.key"};
}

}  // namespace

Found find_key_source(const KeySettings& settings) {
  const auto default_file = default_key_file(settings.data);
  const auto credential =
      settings.credentials ? *settings.credentials / "latchkey.key" : fs::path();
  std::vector<std::string> given;
  if (settings.key_file)
    given.push_back("--key-file (" + settings.key_file->string() + ")");
  if (settings.environment)
    given.emplace_back("LATCHKEY_SEALING_KEY");
  if (settings.credentials && is_there(credential))
    given.push_back("the credential " + credential.string());
  const bool is_elsewhere =
      !given.empty() && !(settings.key_file && *settings.key_file == default_file);
  if (is_elsewhere && is_there(default_file))
    given.push_back("the file " + default_file.string());
  if (given.size() > 1)
    return std::unexpected(fmt::format(
        "there is more than one sealing key: {}. Keep the one that this store is sealed "
        "with, and move the others away",
        fmt::join(given, ", ")));
  if (settings.environment)
    return from_environment(*settings.environment);
  if (settings.credentials && is_there(credential))
    return from_credential(credential);
  // Not the link but the file: a change puts another beside it and in its place.
  const auto file = fs::weakly_canonical(settings.key_file.value_or(default_file));
  return KeySource{.file = file, .key = {}, .name = "key file " + file.string()};
}

}  // namespace latchkey::recovery
