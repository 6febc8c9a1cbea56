#include "oauth/decide/code_grant.hpp"

#include "oauth/check/pkce.hpp"
#include "oauth/check/requested_resource.hpp"
#include "oauth/decide/grant_use.hpp"

namespace latchkey::oauth {

namespace {

std::unexpected<CodeGrantRefusal> refuse_code(std::string detail, bool revokes_grant = false) {
  return std::unexpected(
      CodeGrantRefusal{{ErrorCode::invalid_grant, "The authorization code is invalid or expired.",
                        std::move(detail)},
                       revokes_grant});
}

// Another client's presentation revokes nothing: it must not be able to end a session of this one.
std::expected<void, CodeGrantRefusal> check_code(const CodeTokenRequest& request,
                                                 const Client& client,
                                                 const AuthorizationCode* code, Time now) {
  if (code == nullptr)
    return refuse_code("the code is unknown");
  if (code->client_id != client.id)
    return refuse_code("the code was issued to client " + code->client_id);
  if (code->redeemed_at)
    return refuse_code("the code was redeemed before", true);
  if (now >= code->expires_at)
    return refuse_code("the code has expired");
  if (code->redirect_uri != request.redirect_uri)
    return refuse_code("the redirect_uri is not that of the authorization request");
  return {};
}

}  // namespace

std::expected<Issue, CodeGrantRefusal> decide_code_grant(
    const CodeTokenRequest& request, const Client& client, const CodeGrantState& state,
    const ScopePolicy& policy, const Settings& settings, std::string jti, Time now) {
  if (auto checked = check_grant_type(client, GrantType::authorization_code); !checked)
    return std::unexpected(CodeGrantRefusal{std::move(checked.error())});
  if (auto checked = check_code(request, client, state.code, now); !checked)
    return std::unexpected(std::move(checked.error()));
  if (auto checked = check_code_verifier(state.code->code_challenge, request.code_verifier);
      !checked)
    return std::unexpected(CodeGrantRefusal{std::move(checked.error())});
  if (auto checked = check_grant_is_live(state.grant, state.user, now); !checked)
    return std::unexpected(CodeGrantRefusal{std::move(checked.error())});
  auto resource = choose_resource(request.resource, state.grant->resources, policy.resources);
  if (!resource)
    return std::unexpected(CodeGrantRefusal{std::move(resource.error())});
  const GrantUse use{client,   *state.grant, *state.user, state.grant->scopes, state.code->nonce,
                     *resource};
  return issue_from_grant(use, policy, settings, std::move(jti), now);
}

}  // namespace latchkey::oauth
