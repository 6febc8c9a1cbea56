#include <filesystem>
#include <memory>
#include <optional>
#include <spdlog/fmt/fmt.h>

#include "base/timestamp.hpp"
#include "cli/command.hpp"
#include "cli/failure.hpp"
#include "cli/server_api.hpp"
#include "cli/terminal.hpp"
#include "recovery/backup.hpp"
#include "server/recovery_commands.hpp"

namespace latchkey::server {

namespace {

struct Given {
  StoreLocation location;
  std::string target;
  bool has_key = false;
};

std::optional<crypto::SealingKey> key_to_include(const Given& given) {
  if (!given.has_key)
    return std::nullopt;
  const auto source = given.location.key_source();
  if (source.key)
    return source.key;
  auto key = crypto::SealingKey::load(source.file);
  if (!key)
    throw cli::failed(key.error());
  return *std::move(key);
}

// Into the audit log of the server that runs on this data, if one does. Never fails a backup.
void tell_server(const Given& given, json::object told) {
  try {
    told["file"] = std::filesystem::absolute(given.target).string();
    cli::ServerApi(given.location.data()).post("/backups", told);
  } catch (const std::exception& error) {
    const auto* failure = dynamic_cast<const cli::Failure*>(&error);
    if (failure == nullptr || failure->code() != cli::ExitCode::not_reachable)
      cli::print_error(
          fmt::format("The audit log does not tell of this backup: {}\n", error.what()));
  }
}

recovery::BackupManifest take(const Given& given, const Clock& clock, Random& random) {
  const recovery::BackupOrder order{.data = given.location.data(),
                                    .target = given.target,
                                    .sealing_key = key_to_include(given),
                                    .program = LATCHKEY_VERSION};
  try {
    return recovery::take_backup(order, clock, random);
  } catch (const std::runtime_error& error) {
    tell_server(given, {{"succeeded", false}, {"reason", error.what()}});
    throw;
  }
}

void run(const Given& given, const Clock& clock, Random& random) {
  if (!given.location.database().empty())
    throw cli::misused(
        "the store is in PostgreSQL, which makes its own backups: use pg_dump, or a base backup "
        "with archived WAL; and keep a copy of the sealing key in another place");
  const auto manifest = take(given, clock, random);
  tell_server(given, {{"succeeded", true},
                      {"has_sealing_key", given.has_key},
                      {"last_event_id", manifest.last_event_id}});
  cli::print(
      fmt::format("Backed up to {}: everything that was acknowledged before {}, schema version {}, "
                  "audit log up "
                  "to event {}.\n",
                  given.target, format_rfc3339(manifest.taken_at), manifest.schema_version,
                  manifest.last_event_id));
  cli::print_error(
      given.has_key
          ? "The sealing key is IN the backup: whoever has the file can sign tokens as this "
            "server. Keep it as you keep the key.\n"
          : "The sealing key is NOT in the backup, and without it the backup is of no use: keep a "
            "copy of the key in another place.\n");
}

}  // namespace

void add_backup_command(CLI::App& app, const Clock& clock, Random& random) {
  const auto given = std::make_shared<Given>();
  auto* command = app.add_subcommand(
      "backup", "Write a consistent copy of the store into one file, also while the server runs");
  command->add_option("file", given->target, "The backup; must not exist")
      ->type_name("FILE")
      ->required();
  given->location.add_to(*command);
  command->add_flag("--with-key", given->has_key,
                    "Put the sealing key into the backup, which can then sign tokens");
  command->footer(cli::examples_text(
      {"backup /backup/latchkey-2026-01-31 --data /var/lib/latchkey",
       "backup \"/backup/latchkey-$(date -u +%FT%TZ)\" --config /etc/latchkey/latchkey.toml"}));
  command->callback([given, &clock, &random] { run(*given, clock, random); });
}

}  // namespace latchkey::server
