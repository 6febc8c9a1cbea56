// What happened, added up from the audit log: tokens and sign-ins by the hour, and when each client
// was last used.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "oauth/model/client.hpp"
#include "store/audit_chain.hpp"
#include "store/snapshot.hpp"
#include "store/store.hpp"

namespace latchkey::store::activity {

enum class Kind : std::uint8_t { token_issued, token_refused, sign_in_succeeded, sign_in_failed };
inline constexpr std::array kinds{Kind::token_issued, Kind::token_refused, Kind::sign_in_succeeded,
                                  Kind::sign_in_failed};
std::string_view name(Kind kind);

// How many there were of each kind, in the order of kinds.
using Counts = std::array<std::int64_t, kinds.size()>;

Time hour_of(Time time);  // its start

template <class T>
using ByText = std::unordered_map<std::string, T, StringHash, std::equal_to<>>;

// What the events after one and up to another add up to.
struct Sums {
  std::int64_t after_id = 0;
  std::int64_t up_to_id = 0;
  ByText<std::map<Time, Counts>> hours;  // by organization
  ByText<Time> issued_at;                // the last token of each client

  [[nodiscard]] std::int64_t events() const { return up_to_id - after_id; }
};

// Up to which event of a chain the log was added up.
std::int64_t counted_up_to(Transaction& tx, audit::Chain chain);

// The next events of this process's chain that are not yet counted, at most limit of them.
Sums sum_events(Transaction& tx, std::int64_t limit);
// Counts them. Throws Unavailable, and changes nothing, when they were counted meanwhile.
void add(Transaction& tx, const Sums& sums);

// The hours from first to last in which something happened, oldest first.
std::map<Time, Counts> hours(Transaction& tx, std::string_view org_id, Time first, Time last);

// When the client last got a token or presented one of its present secrets.
std::optional<Time> last_used(Transaction& tx, const oauth::Client& client);

}  // namespace latchkey::store::activity
