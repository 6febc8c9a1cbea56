#include "crypto/digest.hpp"
#include "endpoint/authorization.hpp"
#include "page/cookies.hpp"
#include "store/interactions.hpp"

namespace latchkey::endpoint {

namespace {

constexpr std::chrono::minutes interaction_lifetime{60};

// The browser that an interaction is bound to; a new one gets its cookie with the answer.
struct Browser {
  std::string value;
  bool is_new;
};

Browser browser_of(const Authorization& authorization) {
  const auto& services = authorization.services;
  const auto cookie =
      page::read_cookie(authorization.request, services.deployment, page::browser_cookie);
  if (cookie)
    return {.value = std::string(*cookie), .is_new = false};
  return {.value = make_bearer_value(services.store.random(), "lkb_"), .is_new = true};
}

http::Response send_to(const Authorization& authorization, std::string_view path,
                       const std::string& interaction, const Browser& browser) {
  auto response =
      http::see_other(std::string(path) + "?" + form_encode({{"interaction", interaction}}));
  response.set("Cache-Control", "no-store");
  if (browser.is_new)
    response.add("Set-Cookie",
                 http::set_cookie(page::cookie_security(authorization.services.deployment),
                                  page::browser_cookie, browser.value));
  return response;
}

oauth::Interaction make_interaction(const Authorization& authorization, const std::string& value,
                                    const Browser& browser) {
  oauth::Interaction interaction;
  interaction.digest = crypto::digest_text(value);
  interaction.browser_digest = crypto::digest_text(browser.value);
  interaction.query = form_encode(authorization.parameters);
  interaction.created_at = authorization.now;
  interaction.expires_at = authorization.now + interaction_lifetime;
  return interaction;
}

// Goes on with the interaction that led here, or begins one; offer(tx, digest) adds to it.
template <class Offer>
Task<http::Response> interact(const Authorization& authorization, std::string path, Offer offer) {
  auto& store = authorization.services.store;
  const auto browser = browser_of(authorization);
  const auto value = authorization.interaction ? authorization.interaction->value
                                               : make_bearer_value(store.random(), "lki_");
  const auto interaction = make_interaction(authorization, value, browser);
  auto work = [&](store::Transaction& tx) {
    if (!authorization.interaction)
      store::interactions::insert(tx, interaction);
    offer(tx, interaction.digest);
  };
  co_await store.write(std::move(work));
  co_return send_to(authorization, path, value, browser);
}

}  // namespace

Task<http::Response> send_to_sign_in(const Authorization& authorization) {
  auto nothing = [](store::Transaction&, const std::string&) {};
  co_return co_await interact(authorization, "/login", nothing);
}

Task<http::Response> send_to_consent(const Authorization& authorization, const oauth::User& user,
                                     oauth::ScopeSet offered) {
  auto offer = [&](store::Transaction& tx, const std::string& digest) {
    store::interactions::offer(tx, digest, user.id, offered);
  };
  co_return co_await interact(authorization, "/consent", offer);
}

}  // namespace latchkey::endpoint
