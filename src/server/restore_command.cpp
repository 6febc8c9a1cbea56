#include <memory>
#include <optional>
#include <spdlog/fmt/fmt.h>

#include "base/timestamp.hpp"
#include "cli/command.hpp"
#include "cli/failure.hpp"
#include "cli/terminal.hpp"
#include "recovery/restore.hpp"
#include "recovery/store_files.hpp"
#include "server/recovery_commands.hpp"

namespace latchkey::server {

namespace {

struct Given {
  std::string backup;
  std::string data;
  std::string key_file;
};

std::optional<crypto::SealingKey> given_key(const Given& given) {
  if (given.key_file.empty())
    return std::nullopt;
  auto key = crypto::SealingKey::load(given.key_file);
  if (!key)
    throw cli::misused(key.error());
  return *std::move(key);
}

void run(const Given& given, Random& random) {
  const auto restored = recovery::restore_backup(
      {.backup = given.backup, .data = given.data, .sealing_key = given_key(given)}, random);
  const auto& manifest = restored.manifest;
  cli::print(fmt::format(
      "Restored into {}: everything that was acknowledged before {}. The audit log is whole, {} "
      "events up to event {}; schema version {}{}.\n",
      given.data, format_rfc3339(manifest.taken_at), restored.audit_events, manifest.last_event_id,
      restored.schema_version,
      restored.schema_version == manifest.schema_version
          ? std::string()
          : fmt::format(", brought up from {}", manifest.schema_version)));
  const auto key_file = recovery::default_key_file(given.data).string();
  cli::print(restored.has_sealing_key
                 ? fmt::format("The sealing key fits and is in {}.\n", key_file)
                 : fmt::format("The sealing key is not in the backup: put your copy into {}, mode "
                               "0600, or name it by --key-file, before you start the server.\n",
                               key_file));
}

}  // namespace

void add_restore_command(CLI::App& app, Random& random) {
  const auto given = std::make_shared<Given>();
  auto* command = app.add_subcommand(
      "restore", "Make a data directory of a backup, after checking everything about it");
  command->add_option("file", given->backup, "The backup")->type_name("FILE")->required();
  command->add_option("--data", given->data, "Directory to restore into; missing or empty")
      ->type_name("DIR")
      ->required();
  command
      ->add_option("--key-file", given->key_file,
                   "Copy of the sealing key: checked to fit, and put into the directory")
      ->type_name("FILE");
  command->footer(
      cli::examples_text({"restore /backup/latchkey-2026-01-31 --data /var/lib/latchkey --key-file "
                          "/safe/latchkey.key"}));
  command->callback([given, &random] { run(*given, random); });
}

}  // namespace latchkey::server
