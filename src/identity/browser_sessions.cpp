#include "identity/browser_sessions.hpp"

#include <utility>

#include "base/encoding.hpp"
#include "crypto/digest.hpp"
#include "store/audit.hpp"
#include "store/sessions.hpp"
#include "store/users.hpp"

namespace latchkey::identity {

namespace {

constexpr std::size_t max_cookie_bytes = 128;
constexpr std::chrono::minutes seen_precision{1};

struct Found {
  oauth::Session session;
  oauth::User user;
};

std::optional<Found> find(store::Transaction& tx, std::string_view digest) {
  auto session = store::sessions::find_by_digest(tx, digest);
  if (!session)
    return std::nullopt;
  auto user = store::users::find(tx, session->org_id, session->user_id);
  if (!user || !user->is_active())
    return std::nullopt;
  return Found{.session = std::move(*session), .user = std::move(*user)};
}

bool is_live(const oauth::Session& session, const oauth::Settings& settings, Time now) {
  return now < session.expires_at && now < session.last_seen_at + settings.session_idle_lifetime;
}

}  // namespace

Task<std::optional<CurrentSession>> BrowserSessions::current(
    std::optional<std::string_view> cookie) {
  if (!cookie || cookie->empty() || cookie->size() > max_cookie_bytes)
    co_return std::nullopt;
  auto look = [digest = crypto::digest_text(*cookie)](store::Transaction& tx) {
    return find(tx, digest);
  };
  auto found = co_await store_.read(std::move(look));
  const Time now = store_.clock().now();
  const auto snapshot = store_.snapshot();
  if (!found || !is_live(found->session, snapshot->settings_of(found->session.org_id), now))
    co_return std::nullopt;
  if (now - found->session.last_seen_at >= seen_precision) {
    auto touch = [id = found->session.id, now](store::Transaction& tx) {
      store::sessions::touch(tx, id, now);
    };
    co_await store_.write(std::move(touch));
    found->session.last_seen_at = now;
  }
  co_return CurrentSession{.session = std::move(found->session),
                           .authority = snapshot->authority(std::move(found->user))};
}

Task<void> BrowserSessions::sign_out(CurrentSession current, RequestOrigin origin) {
  store::audit::Event event;
  event.time = store_.clock().now();
  event.org_id = current.session.org_id;
  event.actor = {.id = current.authority.user.id, .name = current.authority.user.email};
  event.action = "sign_out";
  event.target = {.type = "session", .id = current.session.id, .name = ""};
  event.address = std::move(origin.address);
  event.request_id = std::move(origin.request_id);
  auto end = [&current, &event](store::Transaction& tx) {
    if (store::sessions::erase(tx, current.session.user_id, current.session.id))
      store::audit::append(tx, event);
  };
  co_await store_.write(std::move(end));
}

std::string BrowserSessions::csrf_token(std::string_view cookie) const {
  const auto snapshot = store_.snapshot();
  return base64url_encode(
      crypto::hmac_sha256(snapshot->csrf_key.reveal(), std::string("csrf ").append(cookie)));
}

bool BrowserSessions::is_csrf_token(std::string_view token, std::string_view cookie) const {
  return crypto::constant_time_equal(token, csrf_token(cookie));
}

}  // namespace latchkey::identity
