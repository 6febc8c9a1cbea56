#include "oauth/authorization_response.hpp"

namespace latchkey::oauth {

namespace {

void finish(Parameters& parameters, const std::optional<std::string>& state,
            std::string_view issuer) {
  if (state)
    parameters.emplace_back("state", *state);
  parameters.emplace_back("iss", issuer);
}

}  // namespace

Parameters authorization_response(std::string_view code, const std::optional<std::string>& state,
                                  std::string_view issuer) {
  Parameters parameters;
  parameters.emplace_back("code", code);
  finish(parameters, state, issuer);
  return parameters;
}

Parameters error_response(const Error& error, const std::optional<std::string>& state,
                          std::string_view issuer) {
  Parameters parameters;
  parameters.emplace_back("error", traits(error.code).wire);
  if (!error.description.empty())
    parameters.emplace_back("error_description", error.description);
  finish(parameters, state, issuer);
  return parameters;
}

std::string append_query(std::string_view redirect_uri, const Parameters& parameters) {
  std::string uri(redirect_uri);
  if (parameters.empty())
    return uri;
  if (!uri.contains('?'))
    uri += '?';
  else if (!uri.ends_with('?') && !uri.ends_with('&'))
    uri += '&';
  return uri += form_encode(parameters);
}

}  // namespace latchkey::oauth
