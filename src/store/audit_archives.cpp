#include "store/audit_archives.hpp"

#include <spdlog/fmt/fmt.h>

#include "store/audit_chain.hpp"
#include "store/columns.hpp"

namespace latchkey::store::audit {

namespace {

constexpr std::string_view select =
    "SELECT first_id, last_id, first_time, last_time, previous_hash, last_hash, file, sha256, "
    "archived_at FROM audit_archives";

Archive archive_of(const db::Row& row) {
  return {.first_id = row.integer(0),
          .last_id = row.integer(1),
          .first_time = time_column(row, 2),
          .last_time = time_column(row, 3),
          .previous_hash = text_column(row, 4),
          .last_hash = text_column(row, 5),
          .file = text_column(row, 6),
          .sha256 = text_column(row, 7),
          .archived_at = time_column(row, 8)};
}

}  // namespace

std::vector<Archive> archives(Transaction& tx) {
  static const std::string sql = fmt::format("{} ORDER BY first_id", select);
  return tx.all(sql, {}, archive_of);
}

std::optional<Archive> find_archive(Transaction& tx, std::int64_t event_id) {
  static const std::string sql =
      fmt::format("{} WHERE first_id <= $1 AND last_id >= $1 ORDER BY first_id LIMIT 1", select);
  return tx.one(sql, {event_id}, archive_of);
}

void insert_archive(Transaction& tx, const Archive& archive) {
  tx.execute(
      "INSERT INTO audit_archives (first_id, last_id, first_time, last_time, previous_hash, "
      "last_hash, file, sha256, archived_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {archive.first_id, archive.last_id, micros(archive.first_time), micros(archive.last_time),
       archive.previous_hash, archive.last_hash, archive.file, archive.sha256,
       micros(archive.archived_at)});
}

std::int64_t remove_archived(Transaction& tx, std::int64_t limit) {
  const auto chain = own_chain(tx);
  return tx.execute(
      "DELETE FROM audit_events WHERE id IN (SELECT id FROM audit_events "
      "WHERE id > $1 AND id <= $2 ORDER BY id LIMIT $3)",
      {chain.base, find_begin(tx, chain).id, limit});
}

}  // namespace latchkey::store::audit
