// The parts of the token endpoint: one function a grant, and what they share.
#pragma once

#include <string>

#include "base/task.hpp"
#include "endpoint/client_request.hpp"
#include "endpoint/endpoints.hpp"
#include "http/message.hpp"
#include "oauth/check/scope.hpp"
#include "oauth/decide/token.hpp"
#include "oauth/model/settings.hpp"
#include "oauth/request/token_request.hpp"
#include "store/audit.hpp"
#include "store/snapshot.hpp"

namespace latchkey::endpoint {

// What each grant is decided by. Everything borrowed lives as long as the handler's Task.
struct TokenContext {
  const Services& services;
  TokenCounts& counts;
  const http::Request& request;
  const ClientRequest& from;
  const oauth::Settings& settings;
  oauth::ScopePolicy policy;
  Time now;

  [[nodiscard]] const oauth::Client& client() const { return *from.client; }
  [[nodiscard]] const store::Snapshot& snapshot() const { return *from.snapshot; }
};

Task<http::Response> exchange_code(const TokenContext& context,
                                   const oauth::CodeTokenRequest& request);
Task<http::Response> exchange_refresh_token(const TokenContext& context,
                                            const oauth::RefreshTokenRequest& request);
Task<http::Response> issue_client_credentials(const TokenContext& context,
                                              const oauth::ClientCredentialsTokenRequest& request);

struct SignedTokens {
  std::string access_token;
  std::string id_token;  // empty where none is due
};
SignedTokens sign(const TokenContext& context, const oauth::Issue& issue);

// Counts the issue, which is durable now.
http::Response token_answer(const TokenContext& context, oauth::GrantType grant_type,
                            const oauth::Issue& issue, const SignedTokens& tokens,
                            std::string_view refresh_token = {});

// "token.issued" under the user it was issued for.
store::audit::Event issue_event(const TokenContext& context, const oauth::Issue& issue,
                                const oauth::User& user, oauth::GrantType grant_type);

Task<http::Response> refuse_token(const TokenContext& context, const oauth::User* user,
                                  const oauth::Error& error);

std::string make_jti(Random& random);

}  // namespace latchkey::endpoint
