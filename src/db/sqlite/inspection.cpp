#include <array>
#include <fcntl.h>
#include <memory>
#include <spdlog/fmt/fmt.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <unistd.h>

#include "db/sqlite_inspection.hpp"

namespace latchkey::db {

namespace {

struct Close {
  void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Handle = std::unique_ptr<sqlite3, Close>;
using Rows = std::expected<std::vector<std::string>, std::string>;

std::string uri_of(const std::filesystem::path& file, bool is_immutable) {
  std::string uri = "file:";
  for (const char c : std::filesystem::absolute(file).string())
    if (c == '%' || c == '?' || c == '#')
      uri += fmt::format("%{:02X}", static_cast<unsigned>(c));
    else
      uri += c;
  return uri + (is_immutable ? "?immutable=1" : "");
}

std::expected<Handle, std::string> open_read_only(const std::string& uri) {
  sqlite3* opened = nullptr;
  const int code = sqlite3_open_v2(
      uri.c_str(), &opened, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, nullptr);
  Handle handle(opened);
  if (code != SQLITE_OK)
    return std::unexpected(handle ? sqlite3_errmsg(handle.get()) : sqlite3_errstr(code));
  sqlite3_busy_timeout(handle.get(), 5000);
  return handle;
}

// The first column of every row.
Rows query(sqlite3* handle, const char* sql) {
  sqlite3_stmt* prepared = nullptr;
  const int code = sqlite3_prepare_v2(handle, sql, -1, &prepared, nullptr);
  const std::unique_ptr<sqlite3_stmt, Close> statement(prepared);
  if (code != SQLITE_OK)
    return std::unexpected(sqlite3_errmsg(handle));
  std::vector<std::string> rows;
  for (;;) {
    const int step = sqlite3_step(prepared);
    if (step == SQLITE_DONE)
      return rows;
    if (step != SQLITE_ROW)
      return std::unexpected(sqlite3_errmsg(handle));
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(prepared, 0));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(prepared, 0));
    rows.emplace_back(bytes == nullptr ? "" : bytes, bytes == nullptr ? 0 : size);
  }
}

std::expected<int, std::string> read_version(sqlite3* handle) {
  const auto tables =
      query(handle, "SELECT name FROM sqlite_master WHERE name = 'schema_migrations'");
  if (!tables)
    return std::unexpected(tables.error());
  if (tables->empty())
    return 0;
  const auto newest =
      query(handle, "SELECT CAST(coalesce(max(number), 0) AS TEXT) FROM schema_migrations");
  if (!newest)
    return std::unexpected(newest.error());
  return std::stoi(newest->front());
}

}  // namespace

std::optional<std::string> sqlite_owner(const std::filesystem::path& file) {
  const std::string lock = file.string() + ".lock";
  const int descriptor = ::open(lock.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0)
    return std::nullopt;
  std::optional<std::string> owner;
  if (::flock(descriptor, LOCK_SH | LOCK_NB) != 0) {
    std::array<char, 32> text{};
    const auto size = ::pread(descriptor, text.data(), text.size(), 0);
    owner.emplace(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    owner->erase(std::min(owner->find('\n'), owner->size()));
  }
  ::close(descriptor);
  return owner;
}

std::expected<SqliteInspection, std::string> inspect_sqlite(const std::filesystem::path& file,
                                                            bool is_owned) {
  // What nobody writes to and has no log can be read without making SQLite's companion files.
  std::error_code ignored;
  const bool has_log = std::filesystem::exists(file.string() + "-wal", ignored);
  const auto handle = open_read_only(uri_of(file, !is_owned && !has_log));
  if (!handle)
    return std::unexpected(handle.error());
  const auto version = read_version(handle->get());
  if (!version)
    return std::unexpected(version.error());
  auto faults = query(handle->get(), "PRAGMA quick_check(20)");
  if (!faults)
    return std::unexpected(faults.error());
  if (faults->size() == 1 && faults->front() == "ok")
    faults->clear();
  return SqliteInspection{.schema_version = *version, .faults = std::move(*faults)};
}

}  // namespace latchkey::db
