#include <algorithm>
#include <spdlog/fmt/fmt.h>

#include "api/audit_event.hpp"
#include "api/fields.hpp"
#include "api/handlers.hpp"
#include "api/render.hpp"
#include "base/timestamp.hpp"
#include "store/key_rotation.hpp"
#include "store/overview.hpp"

namespace latchkey::api {

namespace keys = store::signing_keys;

namespace {

json::object key_json(const keys::KeyRecord& key) {
  return {{"kid", key.kid},
          {"algorithm", crypto::name(key.algorithm)},
          {"state", keys::name(key.state)},
          {"published_at", time_or_null(key.created_at)},
          {"signs_from", time_or_null(key.active_from)},
          {"retired_at", time_or_null(key.retired_at)},
          {"removed_at", time_or_null(key.expires_at)}};
}

json::array keys_json(const std::vector<keys::KeyRecord>& records) {
  json::array items;
  for (const auto& record : records) items.push_back(key_json(record));
  return items;
}

std::int64_t in_seconds(Duration duration) {
  return std::chrono::duration_cast<std::chrono::seconds>(duration).count();
}

// In words, for whoever did it.
json::array consequences_of_rotation(Time old_keys_end) {
  return {"New tokens are signed by the new keys from now on.",
          fmt::format("Tokens signed before stay valid until they expire: the old keys verify them "
                      "until {}.",
                      format_rfc3339(old_keys_end)),
          "Whoever keeps a copy of the key set must read it again on meeting an unknown kid, as "
          "client libraries do."};
}

json::array consequences_of_emergency(std::int64_t live_grants) {
  return {"Every access token and ID token signed before is refused by this server from now on.",
          fmt::format("Resource servers that verify tokens themselves refuse them once they have "
                      "read /.well-known/jwks.json again, which they may cache for {} seconds; "
                      "restart those that cache it for longer.",
                      identity::jwks_max_age.count()),
          fmt::format("Live grants of users: {}. Their refresh tokens still work and bring tokens "
                      "that are good. Clients with client credentials ask for a token again.",
                      live_grants),
          "An id_token_hint that is an old ID token is not accepted: signing out with it asks the "
          "user first."};
}

json::object answer_json(store::Transaction& tx, const std::vector<keys::Change>& changes,
                         bool is_emergency, const keys::Rotation& rotation) {
  json::array removed;
  for (const auto& change : changes)
    if (change.kind == keys::Change::Kind::removed)
      removed.emplace_back(change.kid);
  const auto live_grants = store::overview::count_all_live_grants(tx, rotation.now);
  return {{"emergency", is_emergency},
          {"items", keys_json(keys::list(tx))},
          {"removed", std::move(removed)},
          {"live_grants", live_grants},
          {"consequences", is_emergency
                               ? consequences_of_emergency(live_grants)
                               : consequences_of_rotation(rotation.now + rotation.token_lifetime)}};
}

}  // namespace

Task<Answer> list_keys(const Call& call) {
  const auto records = co_await call.store().read(keys::list);
  const auto& policy = call.services.deployment.key_rotation;
  co_return json_answer(
      200, json::object{
               {"items", keys_json(records)},
               {"rotation",
                json::object{{"interval_seconds", in_seconds(policy.rotate_after)},
                             {"published_before_seconds", in_seconds(policy.publish_before)},
                             {"next_at", time_or_null(keys::next_rotation(records, policy))}}}});
}

Task<Answer> rotate_keys(const Call& call) {
  auto body = Fields::read(call.request);
  if (!body)
    co_return std::unexpected(std::move(body.error()));
  const bool is_emergency = body->boolean("emergency").value_or(false);
  body->refuse_the_rest();
  if (!body->faults.empty())
    co_return std::unexpected(body->faults.problem());

  const auto algorithms = keys::algorithms();
  std::vector<crypto::Algorithm> wanted(algorithms.begin(), algorithms.end());
  const auto fresh = co_await call.services.hashing.make_signing_keys(std::move(wanted));
  const auto snapshot = call.store().snapshot();
  const keys::Rotation rotation{.fresh = fresh,
                                .token_lifetime = keys::longest_token_lifetime(*snapshot),
                                .sealing_key = call.store().sealing_key(),
                                .random = call.store().random(),
                                .now = call.store().clock().now()};
  auto rotate = [&](store::Transaction& tx) -> Answer {
    const auto changes =
        is_emergency ? keys::replace_all(tx, rotation) : keys::rotate_now(tx, rotation);
    for (const auto& change : changes)
      append_event(tx, call, keys::action(change.kind), keys::target(change),
                   {{"emergency", is_emergency}});
    return json_answer(200, answer_json(tx, changes, is_emergency, rotation));
  };
  co_return co_await call.store().change(std::move(rotate));
}

}  // namespace latchkey::api
