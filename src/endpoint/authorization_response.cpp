#include "oauth/authorization_response.hpp"

#include "crypto/digest.hpp"
#include "endpoint/audit_event.hpp"
#include "endpoint/authorization.hpp"
#include "page/error_page.hpp"
#include "page/form_post_page.hpp"
#include "page/page_request.hpp"
#include "store/audit.hpp"
#include "store/interactions.hpp"

namespace latchkey::endpoint {

namespace {

// What a client that asks with prompt=none expects to hear now and then: no event of note.
bool is_routine(oauth::ErrorCode code) {
  return code == oauth::ErrorCode::login_required || code == oauth::ErrorCode::consent_required ||
         code == oauth::ErrorCode::interaction_required;
}

}  // namespace

http::Response authorization_error_page(const Services& services, const http::Request& request,
                                        const oauth::Error& error) {
  services.log.info("authorization.refused", request.log_fields(),
                    {{"error", oauth::traits(error.code).wire}, {"reason", oauth::reason(error)}});
  const auto snapshot = services.store.snapshot();
  return page::error_page(
      services.deployment, snapshot->settings_of(snapshot->default_org_id).brand_name,
      {.status = 400,
       .title = "This sign-in request does not work",
       .advice = "Go back to the application and start again. If it happens again, tell the people "
                 "who run the application, and give them the request id below.",
       .request_id = request.request_id,
       .language = page::language_of(request)});
}

http::Response answer_client(const Authorization& authorization, const Parameters& response,
                             oauth::ResponseMode mode) {
  const auto ui_locales = page::value_of(authorization.parameters, "ui_locales").value_or("");
  const auto language = page::language_of(authorization.request, ui_locales);
  if (mode == oauth::ResponseMode::form_post)
    return page::form_post_page(authorization.services.deployment,
                                authorization.settings().brand_name, authorization.redirect_uri,
                                response, language);
  auto answer = http::see_other(oauth::append_query(authorization.redirect_uri, response));
  answer.set("Cache-Control", "no-store");
  return answer;
}

Task<http::Response> refuse_back(const Authorization& authorization, const oauth::User* user,
                                 oauth::Error error) {
  const auto& services = authorization.services;
  services.log.info("authorization.refused", authorization.request.log_fields(),
                    {{"client_id", authorization.client->id},
                     {"error", oauth::traits(error.code).wire},
                     {"reason", oauth::reason(error)}});
  if (!is_routine(error.code) || authorization.interaction) {
    auto event = refusal_event(authorization.request, "authorization.refused", authorization.client,
                               user, {}, error, authorization.now);
    const auto digest = authorization.interaction
                            ? crypto::digest_text(authorization.interaction->value)
                            : std::string();
    auto record = [&](store::Transaction& tx) {
      if (!digest.empty())
        store::interactions::consume(tx, digest, authorization.now);
      store::audit::append(tx, event);
    };
    co_await services.store.write(std::move(record));
  }
  co_return answer_client(authorization,
                          oauth::error_response(error, authorization.error_return.state,
                                                services.deployment.issuer.url),
                          authorization.error_return.response_mode);
}

}  // namespace latchkey::endpoint
