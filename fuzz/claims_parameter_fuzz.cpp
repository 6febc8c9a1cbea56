#include <boost/json/serialize.hpp>

#include "fuzz.hpp"
#include "oauth/request/claims_parameter.hpp"
#include "oauth_error.hpp"

namespace latchkey::fuzz {
namespace {

using namespace latchkey::oauth;

json::object to_json(const std::vector<ClaimRequest>& requests) {
  json::object section;
  for (const auto& request : requests) {
    json::object claim{{"essential", request.is_essential}};
    claim["values"] = json::array(request.values.begin(), request.values.end());
    section[request.name] = std::move(claim);
  }
  return section;
}

bool is_same(const ClaimRequest& left, const ClaimRequest& right) {
  return left.name == right.name && left.is_essential == right.is_essential &&
         left.values == right.values;
}

}  // namespace
}  // namespace latchkey::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace latchkey::fuzz;
  const auto claims = parse_claims_parameter(text_of(data, size));
  if (!claims) {
    require_sound(claims.error());
    require(claims.error().code == ErrorCode::invalid_request);
    return 0;
  }
  const latchkey::json::object plain{{"userinfo", to_json(claims->userinfo)},
                                     {"id_token", to_json(claims->id_token)}};
  const auto again = parse_claims_parameter(latchkey::json::serialize(plain));
  require(again.has_value());
  require(std::ranges::equal(again->userinfo, claims->userinfo, is_same));
  require(std::ranges::equal(again->id_token, claims->id_token, is_same));
  return 0;
}
