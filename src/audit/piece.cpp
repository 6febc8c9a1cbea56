#include "audit/piece.hpp"

namespace latchkey::audit {

namespace {

constexpr std::int64_t rows_at_once = 1'000;

}  // namespace

Piece piece_after(db::Database& database, std::int64_t event_id) {
  return database.read_now([event_id](db::Transaction& tx) {
    Piece piece;
    piece.head = store::audit::find_head(tx, store::audit::Chain::of_event(event_id));
    piece.archive = store::audit::find_archive(tx, event_id + 1);
    if (!piece.archive) {
      piece.records = store::audit::records_after(tx, event_id, rows_at_once);
      piece.is_last = std::ssize(piece.records) < rows_at_once;
    }
    return piece;
  });
}

}  // namespace latchkey::audit
