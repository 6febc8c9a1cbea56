#include "resource/challenge.hpp"

#include <algorithm>

namespace latchkey::resource {
namespace {

struct Answer {
  int status;
  std::string_view error;  // empty: RFC 6750 3.1, no error code where no token was sent
  std::string_view description;
};

Answer answer_to(Reason reason) {
  switch (reason) {
    case Reason::no_token:
      return {.status = 401, .error = {}, .description = {}};
    case Reason::invalid_request:
      return {.status = 400,
              .error = "invalid_request",
              .description = "The Authorization header is malformed."};
    case Reason::invalid_token:
      return {.status = 401,
              .error = "invalid_token",
              .description = "The access token is invalid or expired."};
    case Reason::insufficient_scope:
      return {.status = 403,
              .error = "insufficient_scope",
              .description = "The access token does not allow this."};
    case Reason::unavailable:
      break;
  }
  return {.status = 503, .error = {}, .description = {}};
}

void add(std::string& challenge, std::string_view name, std::string_view value) {
  challenge.append(challenge.ends_with("Bearer") ? " " : ", ").append(name).append("=\"");
  challenge.append(value).append("\"");
}

}  // namespace

bool is_quotable(std::string_view text) {
  return std::ranges::all_of(text,
                             [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; });
}

std::vector<std::pair<std::string, std::string>> Refusal::headers() const {
  std::vector<std::pair<std::string, std::string>> fields;
  if (!www_authenticate.empty())
    fields.emplace_back("WWW-Authenticate", www_authenticate);
  if (retry_after.count() > 0)
    fields.emplace_back("Retry-After", std::to_string(retry_after.count()));
  return fields;
}

Refusal refuse(const Settings& settings, Fault fault, std::string_view scopes) {
  const auto [status, error, description] = answer_to(fault.reason);
  Refusal refusal{.reason = fault.reason,
                  .status = status,
                  .retry_after = fault.retry_after,
                  .detail = std::move(fault.detail)};
  if (fault.reason == Reason::unavailable)
    return refusal;
  auto& challenge = refusal.www_authenticate = "Bearer";
  add(challenge, "realm", settings.realm);
  if (!error.empty()) {
    add(challenge, "error", error);
    add(challenge, "error_description", description);
  }
  if (fault.reason == Reason::insufficient_scope)
    add(challenge, "scope", scopes);
  if (!settings.resource_metadata.empty())
    add(challenge, "resource_metadata", settings.resource_metadata);
  return refusal;
}

}  // namespace latchkey::resource
