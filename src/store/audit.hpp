// The audit log: append-only, each event carrying the hash of the one before.
#pragma once

#include <cstdint>
#include <expected>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "store/page.hpp"
#include "store/store.hpp"

namespace latchkey::store::audit {

enum class Outcome { success, failure };
std::string_view name(Outcome outcome);

struct Actor {
  std::string id;    // a user id, or "system", "local-administrator"; empty: nobody known
  std::string name;  // as it was then: e-mail or display name
};
struct Target {
  std::string type;  // "client", "user", "role", "session", "grant", "token", "settings", ...
  std::string id;
  std::string name;
};

struct Event {
  std::int64_t id = 0;  // given by append; grows with time, for each node in its own range
  Time time;            // as given, but never before the event before it
  std::string org_id;
  Actor actor;
  std::string client_id;  // empty: none was involved
  std::string client_name;
  std::string action;  // "token.issued", "client.created", "sign_in.failed", ...
  Target target;
  Outcome outcome = Outcome::success;
  std::string address;
  std::string request_id;
  std::string details;  // a serialized JSON object, or empty; never a secret
};

// Appends within the transaction, so that the event is durable exactly when what it tells is; some
// databases append at its end, and until then do not list it. Tallies it, and nothing else is
// tallied.
void append(Transaction& tx, Event event);

struct Filter {
  std::optional<std::string> actor = {};      // id
  std::optional<std::string> client_id = {};  // was involved, or is the target
  std::optional<std::string> action = {};     // exact, or a prefix ending in ".*"
  std::optional<Outcome> outcome = {};
  std::optional<Time> from = {};      // inclusive
  std::optional<Time> to = {};        // exclusive
  std::optional<std::string> q = {};  // is in the actor's, client's or target's name
};
inline constexpr std::int64_t max_total = 10'000;
// Newest first, the request's sort and q aside: there is no other order, and the filter searches.
// The total is exact up to max_total and never more, nor is there a page beyond. Events are few in
// kind but many in number, so filters read through them; from and to, and actions other than
// token.*, narrow that down.
Page<Event> list(Transaction& tx, std::string_view org_id, const Filter& filter,
                 const PageRequest& request);
// Of an event in the list.
struct Place {
  Time time;
  std::int64_t id = 0;
};
// Up to limit events that the list has after that place (nothing: from its beginning), for exports
// in steps. The event there may have been archived meanwhile.
std::vector<Event> older(Transaction& tx, std::string_view org_id, const Filter& filter,
                         const std::optional<Place>& after, std::int64_t limit);

// Walks the chains in the table (see audit/verify.hpp for archives); the number of events, when
// they are whole. The error names the first event that was altered, or where one is missing.
std::expected<std::int64_t, std::string> verify(Transaction& tx);

}  // namespace latchkey::store::audit
