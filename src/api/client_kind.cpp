#include "api/client_kind.hpp"

#include "oauth/check/client_metadata.hpp"

namespace latchkey::api {
namespace {

void read_client_type(Fields& body, oauth::Client& client) {
  constexpr std::string_view field = "client_type";
  const auto type = oauth::parse_client_type(body.required_text(field));
  if (type)
    client.type = *type;
  else if (!body.faults.concerns(field))
    body.faults.add(field, "must be confidential or public");
}

void read_grant_types(Fields& body, oauth::Client& client) {
  constexpr std::string_view field = "grant_types";
  body.require(field);
  const auto names = body.texts(field).value_or(std::vector<std::string>());
  for (const auto& name : names) {
    if (const auto grant_type = oauth::parse_grant_type(name))
      client.grant_types.push_back(*grant_type);
    else if (!body.faults.concerns(field))
      body.faults.add(field,
                      "may hold authorization_code, client_credentials and refresh_token only");
  }
}

// They follow from the grant types; a body may say them too.
void check_response_types(Fields& body, const oauth::Client& client) {
  constexpr std::string_view field = "response_types";
  const auto given = body.texts(field);
  const bool has_code_grant = client.allows(oauth::GrantType::authorization_code);
  const auto expected =
      has_code_grant ? std::vector<std::string>{"code"} : std::vector<std::string>();
  if (given && *given != expected)
    body.faults.add(
        field, has_code_grant ? R"(must be ["code"])" : "must be empty without authorization_code");
}

}  // namespace

void read_client_kind(Fields& body, oauth::Client& client) {
  read_client_type(body, client);
  read_grant_types(body, client);
  check_response_types(body, client);
  oauth::complete_grant_types(client);
}

}  // namespace latchkey::api
