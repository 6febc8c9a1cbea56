#include "page/pending_request.hpp"

#include <utility>

#include "identity/interactions.hpp"
#include "page/cookies.hpp"
#include "page/page_request.hpp"

namespace latchkey::page {

Task<std::optional<PendingRequest>> find_pending_request(const identity::Services& services,
                                                         const http::Request& request,
                                                         std::string value) {
  const auto browser = read_cookie(request, services.deployment, browser_cookie);
  if (!browser)
    co_return std::nullopt;
  std::string cookie(*browser);
  auto interaction = co_await identity::find_interaction(services.store, value, std::move(cookie));
  if (!interaction)
    co_return std::nullopt;
  auto parameters = form_decode(interaction->query);
  if (!parameters)
    co_return std::nullopt;
  auto snapshot = services.store.snapshot();
  const auto* client = snapshot->client(value_of(*parameters, "client_id").value_or(""));
  if (client == nullptr)
    co_return std::nullopt;
  auto redirect_uri = value_of(*parameters, "redirect_uri").value_or("");
  auto login_hint = value_of(*parameters, "login_hint").value_or("");
  auto ui_locales = value_of(*parameters, "ui_locales").value_or("");
  co_return PendingRequest{.value = std::move(value),
                           .interaction = std::move(*interaction),
                           .parameters = std::move(*parameters),
                           .snapshot = std::move(snapshot),
                           .client = client,
                           .redirect_uri = std::move(redirect_uri),
                           .login_hint = std::move(login_hint),
                           .ui_locales = std::move(ui_locales)};
}

std::string resume_location(const std::string& value) {
  return "/api/v1/oauth2/authorize/resume?" + form_encode({{"interaction", value}});
}

}  // namespace latchkey::page
