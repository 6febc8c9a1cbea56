#include "api/configuration/client_entry.hpp"

#include <algorithm>

#include "api/client_fields.hpp"
#include "api/client_kind.hpp"
#include "crypto/digest.hpp"
#include "oauth/check/given_secret.hpp"
#include "store/users.hpp"

namespace latchkey::api::configuration {

namespace {

void judge_kind(Fields& entry, const oauth::Client& kind, const oauth::Client& before) {
  constexpr std::string_view message =
      "cannot be changed: delete the client and create it anew, with another client_id";
  if (kind.type != before.type && !entry.faults.concerns("client_type"))
    entry.faults.add("client_type", message);
  if (!std::ranges::is_permutation(kind.grant_types, before.grant_types) &&
      !entry.faults.concerns("grant_types"))
    entry.faults.add("grant_types", message);
}

void read_kind(Fields& entry, oauth::Client& client, const oauth::Client* before) {
  oauth::Client kind;
  read_client_kind(entry, kind);
  if (before != nullptr) {
    judge_kind(entry, kind, *before);
  } else {
    client.type = kind.type;
    client.grant_types = std::move(kind.grant_types);
  }
}

void read_status(Fields& entry, oauth::Client& client) {
  const auto text = entry.text("status");
  if (!text)
    return;
  if (const auto status = oauth::parse_status(*text))
    client.status = *status;
  else
    entry.faults.add("status", "must be active or disabled");
}

bool holds_secret(const oauth::Client& client, const std::string& digest) {
  bool is_held = false;
  for (const auto& secret : client.secrets)
    is_held |= crypto::constant_time_equal(secret.digest, digest);
  return is_held;
}

}  // namespace

ClientChange ClientEntries::read(Fields& entry, const oauth::Client* before,
                                 const std::optional<std::string>& given_id) {
  oauth::Client client = to_fill(before, given_id);
  read_kind(entry, client, before);
  read_editable_fields(entry, client);
  read_acting_user(entry, client, before);
  read_status(entry, client);
  judge_client(entry, client, before, policy_);
  ClientChange change{.before = before != nullptr ? std::optional(*before) : std::nullopt,
                      .after = std::move(client),
                      .has_given_id = given_id.has_value()};
  read_secret(entry, change);
  entry.refuse_the_rest();
  return change;
}

bool ClientEntries::is_change(const ClientChange& change) {
  return !change.before || change.new_secret ||
         client_members(*change.before, directory_) != client_members(*change.after, directory_);
}

oauth::Client ClientEntries::to_fill(const oauth::Client* before,
                                     const std::optional<std::string>& given_id) const {
  oauth::Client client;
  client.org_id = call_.org_id();
  client.updated_by = call_.caller.user.id;
  client.updated_at = call_.now;
  if (before == nullptr) {
    client.id = given_id ? *given_id : make_id(call_.store().random(), "lkc_");
    client.created_by = call_.caller.user.id;
    client.created_at = call_.now;
    return client;
  }
  client.id = before->id;
  client.type = before->type;
  client.grant_types = before->grant_types;
  client.acting_user_id = before->acting_user_id;
  client.secrets = before->secrets;
  client.created_by = before->created_by;
  client.created_at = before->created_at;
  return client;
}

// Left out, it stays: that of an exported client may have been deleted, and no file can name it.
void ClientEntries::read_acting_user(Fields& entry, oauth::Client& client,
                                     const oauth::Client* before) {
  constexpr std::string_view field = "acting_user";
  const auto email = entry.text(field);
  const bool needs_one = client.allows(oauth::GrantType::client_credentials);
  if (entry.faults.concerns(field))
    return;
  if (!email) {
    if (needs_one && before == nullptr)
      entry.faults.add(field, "is required with client_credentials");
    return;
  }
  if (!needs_one) {
    entry.faults.add(field, "may be given only with client_credentials");
    return;
  }
  const auto& user = user_of(*email);
  if (!user)
    entry.faults.add(field, "is not the e-mail address of a user");
  else if (!user->is_active() && user->id != client.acting_user_id)
    entry.faults.add(field, "is a user who is disabled");
  else
    client.acting_user_id = user->id;
}

void ClientEntries::read_secret(Fields& entry, ClientChange& change) {
  constexpr std::string_view field = "secret";
  const auto secret = entry.text(field);
  if (!secret)
    return;
  if (change.after->is_public()) {
    entry.faults.add(field, "may not be given: a public client has none");
    return;
  }
  if (const auto fault = oauth::given_secret_fault(*secret)) {
    entry.faults.add(field, *fault);
    return;
  }
  const auto digest = crypto::digest_text(*secret);
  if (holds_secret(*change.after, digest))
    return;
  change.new_secret = oauth::ClientSecret{.id = make_id(call_.store().random(), "sec_"),
                                          .digest = digest,
                                          .created_at = call_.now,
                                          .last_used_at = std::nullopt};
  if (change.after->secrets.size() >= store::clients::max_secrets)
    change.replaced_secret = change.after->secrets.front();
}

const std::optional<oauth::User>& ClientEntries::user_of(const std::string& email) {
  const auto key = store::users::canonical_email(email);
  const auto known = users_.find(key);
  if (known != users_.end())
    return known->second;
  auto login = store::users::find_login(tx_, key);
  const bool is_ours = login && login->user.org_id == call_.org_id();
  return users_.emplace(key, is_ours ? std::optional(std::move(login->user)) : std::nullopt)
      .first->second;
}

}  // namespace latchkey::api::configuration
