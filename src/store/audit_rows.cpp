#include "store/audit_rows.hpp"

#include "store/columns.hpp"

namespace latchkey::store::audit {

std::string_view name(Outcome outcome) {
  return outcome == Outcome::success ? "success" : "failure";
}

Event event_of(const db::Row& row) {
  return {.id = row.integer(0),
          .time = time_column(row, 1),
          .org_id = text_column(row, 2),
          .actor = {.id = text_column(row, 3), .name = text_column(row, 4)},
          .client_id = text_column(row, 5),
          .client_name = text_column(row, 6),
          .action = text_column(row, 7),
          .target = {.type = text_column(row, 8),
                     .id = text_column(row, 9),
                     .name = text_column(row, 10)},
          .outcome = row.text(outcome_column) == name(Outcome::success) ? Outcome::success
                                                                        : Outcome::failure,
          .address = text_column(row, 12),
          .request_id = text_column(row, 13),
          .details = text_column(row, 14)};
}

}  // namespace latchkey::store::audit
