#include "api/audit_query.hpp"

#include <array>

namespace latchkey::api {

store::audit::Filter read_audit_filter(Query& query) {
  static constexpr std::array<std::string_view, 2> outcomes{"success", "failure"};
  store::audit::Filter filter;
  filter.actor = query.text("actor");
  filter.client_id = query.text("client_id");
  filter.action = query.text("action");
  if (const auto outcome = query.choice("outcome", outcomes))
    filter.outcome =
        *outcome == "success" ? store::audit::Outcome::success : store::audit::Outcome::failure;
  filter.from = query.time("from");
  filter.to = query.time("to");
  filter.q = query.text("q");
  return filter;
}

}  // namespace latchkey::api
