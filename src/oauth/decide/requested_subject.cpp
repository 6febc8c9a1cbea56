#include "oauth/decide/requested_subject.hpp"

#include <algorithm>

#include "oauth/check/id_token_hint.hpp"

namespace latchkey::oauth {

namespace {

void require_claimed(const std::vector<ClaimRequest>& claims, RequestedSubject& subject) {
  for (const auto& claim : claims)
    if (claim.name == "sub" && !claim.values.empty())
      subject.require_one_of(claim.values);
}

}  // namespace

bool RequestedSubject::accepts(std::string_view sub) const {
  return std::ranges::all_of(
      lists_, [sub](const auto& subs) { return std::ranges::find(subs, sub) != subs.end(); });
}

std::expected<RequestedSubject, Error> requested_subject(const AuthorizationRequest& request,
                                                         const jose::KeySet& keys,
                                                         std::string_view issuer) {
  RequestedSubject subject;
  require_claimed(request.claims.id_token, subject);
  require_claimed(request.claims.userinfo, subject);
  if (!request.id_token_hint)
    return subject;
  auto hint = check_id_token_hint(*request.id_token_hint, keys, issuer);
  if (!hint)
    return std::unexpected(std::move(hint.error()));
  subject.require_one_of({std::move(hint->sub)});
  return subject;
}

}  // namespace latchkey::oauth
