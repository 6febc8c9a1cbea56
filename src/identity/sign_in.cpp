#include "identity/sign_in.hpp"

#include <boost/json/serialize.hpp>
#include <utility>

#include "base/utf8.hpp"
#include "crypto/digest.hpp"
#include "crypto/password.hpp"
#include "store/audit.hpp"
#include "store/sessions.hpp"
#include "store/users.hpp"

namespace latchkey::identity {

namespace {

constexpr std::string_view session_value_prefix = "lksn_";
constexpr std::size_t max_name_bytes = 254;
constexpr std::size_t max_user_agent_bytes = 512;

using Login = std::optional<store::users::Login>;

// At most so many bytes, never a part of a character.
std::string cut(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes)
    return std::string(text);
  while (max_bytes > 0 && (static_cast<unsigned char>(text[max_bytes]) & 0xC0U) == 0x80U)
    --max_bytes;
  return std::string(text.substr(0, max_bytes));
}

// No address has spaces around it, but what a keyboard completes often has.
std::string_view without_spaces_around(std::string_view typed_email) {
  while (typed_email.starts_with(' ')) typed_email.remove_prefix(1);
  while (typed_email.ends_with(' ')) typed_email.remove_suffix(1);
  return typed_email;
}

// What was typed as the e-mail address, for the audit. Without an @ it is none, and may well be the
// password in the wrong field.
std::string attempted_name(std::string_view typed_email) {
  return typed_email.contains('@') ? cut(typed_email, max_name_bytes) : std::string();
}

store::audit::Event attempt_event(std::string_view action, std::string_view typed_email,
                                  const oauth::User* user, std::string_view org_id,
                                  const RequestOrigin& origin, Time now) {
  store::audit::Event event;
  event.time = now;
  event.org_id = user != nullptr ? user->org_id : std::string(org_id);
  event.actor.name = attempted_name(typed_email);
  event.action = action;
  event.address = origin.address;
  event.request_id = origin.request_id;
  if (user != nullptr)
    event.target = {.type = "user", .id = user->id, .name = user->email};
  return event;
}

void fail(store::audit::Event& event, std::string_view reason) {
  event.outcome = store::audit::Outcome::failure;
  event.details = json::serialize(json::object{{"reason", reason}});
}

// Why a sign-in failed, for the audit only.
std::string_view failure_reason(const Login& login, const Secret& password) {
  if (!login)
    return "unknown account";
  if (!login->user.is_active())
    return "disabled account";
  return password.reveal().size() > crypto::max_password_bytes ? "password too long"
                                                               : "wrong password";
}

oauth::Session make_session(const oauth::User& user, const Secret& cookie,
                            const oauth::Settings& settings, const RequestOrigin& origin,
                            Random& random, Time now) {
  return {.id = make_id(random, "ses_"),
          .digest = crypto::digest_text(cookie.reveal()),
          .org_id = user.org_id,
          .user_id = user.id,
          .auth_time = now,
          .created_at = now,
          .last_seen_at = now,
          .expires_at = now + settings.session_absolute_lifetime,
          .address = origin.address,
          .user_agent = is_utf8(origin.user_agent) ? cut(origin.user_agent, max_user_agent_bytes)
                                                   : std::string()};
}

// False when the account changed while its password was being verified.
bool begin_session(store::Transaction& tx, const store::users::Login& login,
                   const oauth::Session& session,
                   const std::optional<std::string>& previous_cookie) {
  const auto user = store::users::find(tx, login.user.org_id, login.user.id);
  if (!user || !user->is_active() ||
      store::users::password_hash(tx, user->id) != login.password_hash)
    return false;
  if (previous_cookie) {
    const auto previous =
        store::sessions::find_by_digest(tx, crypto::digest_text(*previous_cookie));
    if (previous)
      store::sessions::erase(tx, previous->user_id, previous->id);
  }
  store::sessions::insert(tx, session);
  store::users::record_sign_in(tx, user->id, session.auth_time);
  return true;
}

SignInRefusal throttled(std::chrono::seconds retry_after) {
  return {.reason = SignInRefusal::Reason::throttled, .retry_after = retry_after};
}

// Takes as long for an account that cannot sign in as for a wrong password.
Task<bool> verify(HashingPool& hashing, const Login& login, Secret password) {
  if (password.reveal().size() > crypto::max_password_bytes)
    co_return false;
  const bool can_sign_in = login && login->user.is_active();
  std::string phc = can_sign_in ? login->password_hash : crypto::decoy_password_hash();
  const bool is_match = co_await hashing.verify(std::move(password), std::move(phc));
  co_return (is_match && can_sign_in);
}

Task<void> record(store::Store& store, store::audit::Event event) {
  auto work = [&event](store::Transaction& tx) { store::audit::append(tx, event); };
  co_await store.write(std::move(work));
}

}  // namespace

Task<std::expected<SignedIn, SignInRefusal>> SignIn::sign_in(
    std::string email, Secret password, std::optional<std::string> previous_cookie,
    RequestOrigin origin) {
  const std::string canonical = store::users::canonical_email(without_spaces_around(email));
  const auto snapshot = store_.snapshot();
  const Time started = store_.clock().now();
  const auto admitted = throttle_.admit(canonical, origin.address, started);
  if (!admitted) {
    auto event =
        attempt_event("sign_in.failed", email, nullptr, snapshot->default_org_id, origin, started);
    fail(event, "throttled");
    co_await record(store_, std::move(event));
    counts_.throttled.add();
    co_return std::unexpected(throttled(admitted.error()));
  }

  auto look = [&canonical](store::Transaction& tx) {
    return store::users::find_login(tx, canonical);
  };
  Login login = co_await store_.read(std::move(look));
  const bool is_verified = co_await verify(hashing_, login, password);

  const Time now = store_.clock().now();
  auto event = attempt_event("sign_in.succeeded", email, login ? &login->user : nullptr,
                             snapshot->default_org_id, origin, now);
  if (!is_verified) {
    event.action = "sign_in.failed";
    fail(event, failure_reason(login, password));
    co_await record(store_, std::move(event));
    counts_.failed.add();
    co_return std::unexpected(SignInRefusal{});
  }

  Secret cookie(make_bearer_value(store_.random(), session_value_prefix));
  const oauth::Session session = make_session(
      login->user, cookie, snapshot->settings_of(login->user.org_id), origin, store_.random(), now);
  event.actor.id = login->user.id;
  auto begin = [&](store::Transaction& tx) {
    const bool has_begun = begin_session(tx, *login, session, previous_cookie);
    if (!has_begun) {
      event.action = "sign_in.failed";
      fail(event, "the account changed meanwhile");
    }
    store::audit::append(tx, event);
    return has_begun;
  };
  if (!co_await store_.write(std::move(begin))) {
    counts_.failed.add();
    co_return std::unexpected(SignInRefusal{});
  }
  counts_.succeeded.add();
  throttle_.succeeded(canonical, origin.address, now);
  login->user.last_sign_in_at = now;
  co_return SignedIn{
      .cookie = std::move(cookie),
      .current = {.session = session, .authority = snapshot->authority(std::move(login->user))}};
}

Task<std::expected<void, SignInRefusal>> SignIn::confirm_password(oauth::User user, Secret password,
                                                                  RequestOrigin origin) {
  const std::string canonical = store::users::canonical_email(user.email);
  const Time now = store_.clock().now();
  auto event =
      attempt_event("password.confirmation_failed", user.email, &user, user.org_id, origin, now);
  event.actor.id = user.id;
  const auto admitted = throttle_.admit(canonical, origin.address, now);
  if (!admitted) {
    fail(event, "throttled");
    co_await record(store_, std::move(event));
    co_return std::unexpected(throttled(admitted.error()));
  }
  auto look = [&canonical](store::Transaction& tx) {
    return store::users::find_login(tx, canonical);
  };
  const Login login = co_await store_.read(std::move(look));
  const bool is_verified = co_await verify(hashing_, login, password);
  if (!is_verified || login->user.id != user.id) {
    fail(event, failure_reason(login, password));
    co_await record(store_, std::move(event));
    co_return std::unexpected(SignInRefusal{});
  }
  throttle_.succeeded(canonical, origin.address, now);
  co_return std::expected<void, SignInRefusal>{};
}

}  // namespace latchkey::identity
