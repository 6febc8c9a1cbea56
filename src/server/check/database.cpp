#include <spdlog/fmt/fmt.h>

#include "db/migrations.hpp"
#include "db/postgres_inspection.hpp"
#include "db/sqlite_inspection.hpp"
#include "server/check/checks.hpp"

namespace latchkey::server {

namespace {

constexpr std::string_view subject = "database";

void check_version(int version, Findings& findings) {
  const int newest = static_cast<int>(db::migrations().size());
  if (version > newest)
    findings.fail(
        subject,
        fmt::format("the database has schema version {}, this program knows {}", version, newest),
        "It was used by a newer latchkey: install that version again.");
  else if (version < newest)
    findings.warn(
        subject,
        fmt::format("the database has schema version {}, this program uses {}", version, newest),
        "The next start upgrades it; make a backup before.");
  else
    findings.ok(subject, fmt::format("schema version {}, as this program uses", version));
}

void check_settings(const db::PostgresInspection& found, Findings& findings) {
  if (found.encoding != "UTF8")
    findings.fail(subject, fmt::format("the database's encoding is {}", found.encoding),
                  "Create it with --encoding=UTF8 --template=template0.");
  if (!found.is_fsync_on)
    findings.fail(subject, "the server's fsync is off: what was acknowledged can be lost",
                  "Set fsync = on in postgresql.conf.");
  if (!found.are_full_pages_written)
    findings.warn(subject, "the server's full_page_writes is off",
                  "Set it to on unless the file system writes pages as a whole.");
}

}  // namespace

void check_postgres(const std::string& url, Findings& findings) {
  try {
    const auto found = db::inspect_postgres(url);
    findings.ok(subject, fmt::format("PostgreSQL {} answers", found.server_version));
    check_version(found.schema_version, findings);
    check_settings(found, findings);
    if (found.nodes != 0)
      findings.ok(subject, fmt::format("nodes that use it now: {}", found.nodes));
  } catch (const std::exception& error) {
    findings.fail(subject, error.what(),
                  "Check the URL, and that the server runs, is reachable and lets this user in.");
  }
}

void check_database(const std::filesystem::path& data, const std::optional<std::string>& owner,
                    Findings& findings) {
  const auto file = data / "latchkey.db";
  std::error_code error;
  if (!std::filesystem::exists(file, error))
    return;
  if (owner)
    findings.ok(subject, fmt::format("a server has it open: process {}", *owner));
  const auto found = db::inspect_sqlite(file, owner.has_value());
  if (!found)
    return findings.fail(subject, fmt::format("{}: {}", file.string(), found.error()),
                         "Restore it from a backup if it is damaged; see docs/operations.md.");
  check_version(found->schema_version, findings);
  for (const auto& fault : found->faults)
    findings.fail(subject, fault, "The file is damaged: stop the server and restore a backup.");
  if (found->faults.empty())
    findings.ok(subject, "the file is whole (quick_check)");
}

}  // namespace latchkey::server
