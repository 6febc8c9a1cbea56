#include "oauth/request/claims_parameter.hpp"

#include <boost/json/serialize.hpp>

#include "base/json.hpp"

namespace latchkey::oauth {

namespace {

std::unexpected<Error> refuse_claims(std::string detail) {
  return refuse(ErrorCode::invalid_request, "The claims parameter is malformed.",
                std::move(detail));
}

// Texts as they are; anything else by its JSON, which no text of this server equals.
std::string text_of(const json::value& value) {
  if (const auto* text = value.if_string())
    return std::string(*text);
  return json::serialize(value);
}

std::expected<ClaimRequest, Error> read_claim(std::string_view name, const json::value& value) {
  ClaimRequest claim{std::string(name), false, {}};
  if (value.is_null())
    return claim;
  const auto* members = value.if_object();
  if (members == nullptr)
    return refuse_claims("a claim is neither null nor an object");
  if (const auto* essential = members->if_contains("essential")) {
    if (!essential->is_bool())
      return refuse_claims("essential is not a boolean");
    claim.is_essential = essential->get_bool();
  }
  if (const auto* one = members->if_contains("value"))
    claim.values.push_back(text_of(*one));
  if (const auto* several = members->if_contains("values")) {
    if (!several->is_array())
      return refuse_claims("values is not an array");
    for (const auto& each : several->get_array()) claim.values.push_back(text_of(each));
  }
  return claim;
}

std::expected<std::vector<ClaimRequest>, Error> read_section(const json::object& claims,
                                                             std::string_view name) {
  std::vector<ClaimRequest> requests;
  const auto* section = claims.if_contains(name);
  if (section == nullptr || section->is_null())
    return requests;
  if (!section->is_object())
    return refuse_claims(std::string(name) + " is not an object");
  for (const auto& [claim_name, value] : section->get_object()) {
    auto claim = read_claim(claim_name, value);
    if (!claim)
      return std::unexpected(std::move(claim.error()));
    requests.push_back(std::move(*claim));
  }
  return requests;
}

}  // namespace

std::expected<ClaimsRequest, Error> parse_claims_parameter(std::string_view text) {
  const auto value = parse_json(text);
  if (!value)
    return refuse_claims(value.error());
  if (!value->is_object())
    return refuse_claims("not an object");
  auto userinfo = read_section(value->get_object(), "userinfo");
  if (!userinfo)
    return std::unexpected(std::move(userinfo.error()));
  auto id_token = read_section(value->get_object(), "id_token");
  if (!id_token)
    return std::unexpected(std::move(id_token.error()));
  return ClaimsRequest{std::move(*userinfo), std::move(*id_token)};
}

}  // namespace latchkey::oauth
