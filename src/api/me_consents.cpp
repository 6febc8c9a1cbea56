#include "api/audit_event.hpp"
#include "api/handlers.hpp"
#include "api/query.hpp"
#include "api/render.hpp"
#include "api/token_life.hpp"
#include "store/clients.hpp"
#include "store/consents.hpp"
#include "store/grants.hpp"

namespace latchkey::api {
namespace {

json::object consent_json(const store::consents::UserConsent& one) {
  return {{"client", json::object{{"client_id", one.consent.client_id},
                                  {"name", one.client_name},
                                  {"description", one.client_description}}},
          {"scopes", texts_json(one.consent.scopes.values())},
          {"granted_at", time_or_null(one.consent.granted_at)},
          {"updated_at", time_or_null(one.consent.updated_at)}};
}

}  // namespace

Task<Answer> list_my_consents(const Call& call) {
  auto query = Query::read(call.request);
  if (!query)
    co_return std::unexpected(std::move(query.error()));
  const auto page = query->page();
  if (auto problem = query->problem())
    co_return std::unexpected(std::move(*problem));
  auto find = [&](store::Transaction& tx) {
    return store::consents::list_of_user(tx, call.caller.user.id);
  };
  const auto consents = co_await call.store().read(std::move(find));
  json::array items;
  for (const auto& consent : page_of(consents, page)) items.push_back(consent_json(consent));
  co_return json_answer(
      200, list_json(std::move(items), static_cast<std::int64_t>(consents.size()), page));
}

Task<Answer> withdraw_my_consent(const Call& call) {
  const std::string& client_id = call.path_parameter();
  const Time tokens_until = end_of_access_tokens(call);
  auto change = [&](store::Transaction& tx) {
    const std::string& user_id = call.caller.user.id;
    const auto client = store::clients::find(tx, call.org_id(), client_id);
    const bool was_remembered = store::consents::erase(tx, user_id, client_id);
    const auto grants =
        store::grants::revoke_all_of_user(tx, user_id, client_id, call.now, tokens_until);
    if (!was_remembered && grants == 0)
      return false;
    append_event(tx, call, "consent.withdrawn",
                 {.type = "client", .id = client_id, .name = client ? client->name : ""},
                 {{"grants", grants}});
    return true;
  };
  if (!co_await call.store().change(std::move(change)))
    co_return std::unexpected(not_found("consent"));
  co_return http::empty_response(204);
}

}  // namespace latchkey::api
