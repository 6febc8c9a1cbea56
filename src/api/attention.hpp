// What an administrator should look at: rules over how clients, keys and sign-ins are.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "store/overview.hpp"
#include "store/signing_keys.hpp"

namespace latchkey::api {

inline constexpr std::int64_t many_failed_sign_ins = 10;
inline constexpr Duration key_notice = std::chrono::hours(24 * 7);
inline constexpr Duration secret_unused_after = std::chrono::hours(24 * 7);
inline constexpr Duration secret_old_after = std::chrono::hours(24 * 365);
inline constexpr Duration client_unused_after = std::chrono::hours(24 * 90);

struct Attention {
  // The most pressing first.
  enum class Kind {
    sign_ins_failed,
    acting_user_inactive,
    key_rotates,
    secret_never_used,
    secret_old,
    client_unused
  };
  Kind kind;
  std::string client_id;  // empty: it is about no client
  std::string client_name;
  std::optional<Time> since;
  std::optional<std::int64_t> count;
};
std::string_view name(Attention::Kind kind);

// Of one active client, at most one of each kind. Secrets are counted, since the oldest of them;
// unused is a client since it was last used or, when it never was, since it was created.
std::vector<Attention> attention_to_client(const store::overview::ClientUse& client, Time now);
// How many keys sign soon that do not yet, since when the first of them does. Keys come in the
// order of signing_keys::list.
std::optional<Attention> attention_to_keys(std::span<const store::signing_keys::KeyRecord> keys,
                                           Time now);
// since: when counting began.
std::optional<Attention> attention_to_sign_ins(std::int64_t failed, Time since);

// The most pressing first; of a kind the one that lasts longest, without a time by name.
void sort_by_urgency(std::vector<Attention>& items);

}  // namespace latchkey::api
