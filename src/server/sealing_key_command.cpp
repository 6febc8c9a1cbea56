#include <memory>
#include <optional>
#include <spdlog/fmt/fmt.h>

#include "cli/command.hpp"
#include "cli/failure.hpp"
#include "cli/terminal.hpp"
#include "db/migrations.hpp"
#include "db/postgres.hpp"
#include "db/sqlite.hpp"
#include "recovery/store_files.hpp"
#include "server/recovery_commands.hpp"

namespace latchkey::server {

namespace {

struct Given {
  StoreLocation location;
  std::string next_file;
  bool is_confirmed = false;
};

crypto::SealingKey next_key(const Given& given, const recovery::KeySource& source, Random& random) {
  if (given.next_file.empty() && source.key)
    throw cli::misused(
        fmt::format("{} is handed to the server, so this command cannot put another in its place: "
                    "give the next key by --next-key-file, and hand it over from the next start on",
                    source.name));
  if (given.next_file.empty())
    return crypto::SealingKey::generate(random);
  auto key = crypto::SealingKey::load(given.next_file);
  if (!key)
    throw cli::misused(key.error());
  return *std::move(key);
}

std::unique_ptr<db::Database> claim_postgres(const std::string& url) {
  auto database = db::open_postgres({.url = url, .readers = 1, .answer_timeout = {}});
  if (const auto nodes = db::count_nodes(*database); nodes != 0)
    throw cli::failed(fmt::format(
        "nodes that use the database: {}; stop them all, since they have the former key", nodes));
  db::migrate(*database);
  return database;
}

// The claim on the store keeps a server from running meanwhile.
std::unique_ptr<db::Database> claim_store(const std::filesystem::path& data) {
  const auto file = recovery::database_file(data);
  if (!std::filesystem::exists(file))
    throw cli::misused(
        fmt::format("there is no store at {}; --data names the directory", file.string()));
  auto database = db::open_sqlite({.file = file});
  db::migrate(*database);
  return database;
}

void run(const Given& given, const Clock& clock, Random& random) {
  const auto source = given.location.key_source();
  const auto next = next_key(given, source, random);
  const auto url = given.location.database();
  const auto database = url.empty() ? claim_store(given.location.data()) : claim_postgres(url);
  cli::Context::confirm(
      "Seal the signing keys and secrets of this store under another key? Backups made before open "
      "with the former key only.",
      given.is_confirmed);
  const auto change = recovery::change_sealing_key(source, next, *database, clock, random);
  cli::print(fmt::format("Sealed {} keys and secrets under the next key.\n", change.resealed));
  cli::print(
      change.former.empty()
          ? fmt::format("From now on start the server with the next key: {} does not fit any "
                        "more.\n",
                        source.name)
          : fmt::format("The next key is in {}; take a copy of it to another place. The former "
                        "one is kept as {}: remove it once you need no backup that was made "
                        "before.\n",
                        source.file.string(), change.former.string()));
}

}  // namespace

void add_change_sealing_key_command(CLI::App& group, const Clock& clock, Random& random) {
  const auto given = std::make_shared<Given>();
  auto* command =
      group.add_subcommand("change-sealing-key",
                           "Seal everything in the store under another key; the server is stopped");
  given->location.add_to(*command);
  command
      ->add_option("--next-key-file", given->next_file,
                   "File with the next key, 32 bytes; by default a new one is made")
      ->type_name("FILE");
  cli::add_yes_option(*command, given->is_confirmed);
  command->footer(cli::examples_text(
      {"key change-sealing-key --data /var/lib/latchkey",
       "key change-sealing-key --data /var/lib/latchkey --next-key-file next.key --yes"}));
  command->callback([given, &clock, &random] { run(*given, clock, random); });
}

}  // namespace latchkey::server
