#include "store/audit_csv.hpp"

#include "base/csv.hpp"
#include "base/timestamp.hpp"

namespace latchkey::store::audit {

void append_csv_header(std::string& csv) {
  append_csv_record(csv, {"id", "time", "actor_id", "actor_name", "client_id", "client_name",
                          "action", "target_type", "target_id", "target_name", "outcome", "address",
                          "request_id", "details"});
}

void append_csv_event(std::string& csv, const Event& event) {
  append_csv_record(csv, {std::to_string(event.id), format_rfc3339(event.time), event.actor.id,
                          event.actor.name, event.client_id, event.client_name, event.action,
                          event.target.type, event.target.id, event.target.name,
                          name(event.outcome), event.address, event.request_id, event.details});
}

}  // namespace latchkey::store::audit
