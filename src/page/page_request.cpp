#include "page/page_request.hpp"

#include <algorithm>
#include <utility>

#include "page/error_page.hpp"
#include "page/same_origin.hpp"

namespace latchkey::page {

http::Response refuse(const Services& services, const http::Request& request,
                      const Refusal& refusal) {
  services.log.info("page.refused", request.log_fields(),
                    {{"path", request.path}, {"reason", refusal.reason}});
  return error_page(services.deployment, brand_name(services),
                    {.status = refusal.status,
                     .title = refusal.title,
                     .advice = refusal.advice,
                     .request_id = request.request_id,
                     .language = language_of(request)});
}

http::Response refuse_malformed(const Services& services, const http::Request& request,
                                std::string reason) {
  return refuse(services, request,
                {.status = 400,
                 .title = "This page cannot read the request",
                 .advice = "Go back to where you came from and try again.",
                 .reason = std::move(reason)});
}

http::Response refuse_forged(const Services& services, const http::Request& request,
                             std::string reason) {
  return refuse(services, request,
                {.status = 403,
                 .title = "This form can no longer be sent",
                 .advice = "Nothing was changed. Go back, reload the page and try again. This "
                           "site needs cookies: if it happens again, allow them.",
                 .reason = std::move(reason)});
}

http::Response refuse_interaction(const Services& services, const http::Request& request,
                                  std::string reason) {
  return refuse(services, request,
                {.status = 400,
                 .title = "This sign-in has ended",
                 .advice = "It was finished already, took too long, or began in another browser. "
                           "Go back to the application and start again.",
                 .reason = std::move(reason)});
}

std::string brand_name(const Services& services) {
  const auto snapshot = services.store.snapshot();
  return snapshot->settings_of(snapshot->default_org_id).brand_name;
}

identity::RequestOrigin origin_of(const http::Request& request) {
  return {.address = request.address,
          .user_agent = std::string(request.header("user-agent").value_or("")),
          .request_id = request.request_id};
}

Read read_query(const Services& services, const http::Request& request) {
  auto parameters = form_decode(request.query);
  if (!parameters || has_repeated(*parameters))
    return std::unexpected(refuse_malformed(services, request, "the query is no proper form"));
  return std::move(*parameters);
}

Read read_form(const Services& services, const http::Request& request) {
  if (request.content_type() != "application/x-www-form-urlencoded")
    return std::unexpected(refuse(services, request,
                                  {.status = 415,
                                   .title = "This page takes forms only",
                                   .advice = "Go back to where you came from and try again.",
                                   .reason = "the content type is not that of a form"}));
  if (!is_from_own_page(request, services.deployment.issuer.url))
    return std::unexpected(refuse_forged(services, request, "the form is another site's"));
  auto parameters = form_decode(request.body);
  if (!parameters || has_repeated(*parameters, "scope"))
    return std::unexpected(refuse_malformed(services, request, "the body is no proper form"));
  return std::move(*parameters);
}

std::optional<std::string> value_of(const Parameters& parameters, std::string_view name) {
  const auto found = std::ranges::find(parameters, name, &Parameters::value_type::first);
  if (found == parameters.end() || found->second.empty())
    return std::nullopt;
  return found->second;
}

bool has_repeated(const Parameters& parameters, std::string_view but_for) {
  return std::ranges::any_of(parameters, [&](const auto& parameter) {
    return parameter.first != but_for &&
           std::ranges::count(parameters, parameter.first, &Parameters::value_type::first) > 1;
  });
}

}  // namespace latchkey::page
