// Authorization requests that wait for their user.
#pragma once

#include <optional>
#include <string_view>

#include "oauth/model/interaction.hpp"
#include "store/store.hpp"

namespace latchkey::store::interactions {

void insert(Transaction& tx, const oauth::Interaction& interaction);
std::optional<oauth::Interaction> find(Transaction& tx, std::string_view digest, Time now);
// Records what the consent screen offers, and to whom; an answer to an earlier offer is forgotten.
bool offer(Transaction& tx, std::string_view digest, std::string_view user_id,
           const oauth::ScopeSet& offered);
// Records the user's answer to what was offered; false when it was answered before, offered to
// another user, or is gone.
bool answer(Transaction& tx, std::string_view digest, std::string_view user_id,
            oauth::Interaction::Answer answer, const oauth::ScopeSet& approved);
// Takes it away; nothing when another took it first: usable once.
std::optional<oauth::Interaction> consume(Transaction& tx, std::string_view digest, Time now);

}  // namespace latchkey::store::interactions
