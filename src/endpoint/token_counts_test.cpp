#include "endpoint/token_counts.hpp"

#include <gtest/gtest.h>

namespace latchkey::endpoint {
namespace {

using oauth::ErrorCode;
using oauth::GrantType;

std::size_t reason(std::string_view text) {
  for (std::size_t i = 0; i < TokenCounts::reasons.size(); ++i)
    if (TokenCounts::reasons.at(i) == text)
      return i;
  return TokenCounts::reasons.size();
}

void refuse(TokenCounts& counts, std::optional<GrantType> grant, ErrorCode code) {
  counts.refused(grant, {.code = code, .description = "no", .detail = ""});
}

TEST(token_counts, what_was_issued_is_counted_by_grant) {
  TokenCounts counts;
  for (const auto grant : TokenCounts::grants) counts.issued(grant);
  counts.issued(GrantType::refresh_token);
  EXPECT_EQ(counts.issued_by(GrantType::authorization_code), 1U);
  EXPECT_EQ(counts.issued_by(GrantType::client_credentials), 1U);
  EXPECT_EQ(counts.issued_by(GrantType::refresh_token), 2U);
}

TEST(token_counts, what_was_refused_is_counted_by_grant_and_by_the_error_the_client_is_told) {
  TokenCounts counts;
  refuse(counts, GrantType::client_credentials, ErrorCode::invalid_scope);
  refuse(counts, GrantType::client_credentials, ErrorCode::invalid_grant);
  refuse(counts, GrantType::client_credentials, ErrorCode::invalid_grant);
  refuse(counts, std::nullopt, ErrorCode::unsupported_grant_type);
  const auto client_credentials = GrantType::client_credentials;
  EXPECT_EQ(counts.refused_by(client_credentials, reason("invalid_scope")), 1U);
  EXPECT_EQ(counts.refused_by(client_credentials, reason("invalid_grant")), 2U);
  EXPECT_EQ(counts.refused_by(GrantType::refresh_token, reason("invalid_grant")), 0U);
  EXPECT_EQ(counts.refused_by(std::nullopt, reason("unsupported_grant_type")), 1U);
}

TEST(token_counts, every_error_of_rfc6749_5_2_has_its_name_and_all_others_share_one) {
  TokenCounts counts;
  for (const auto code : {ErrorCode::invalid_request, ErrorCode::invalid_client,
                          ErrorCode::invalid_grant, ErrorCode::unauthorized_client,
                          ErrorCode::unsupported_grant_type, ErrorCode::invalid_scope}) {
    refuse(counts, GrantType::refresh_token, code);
    EXPECT_EQ(counts.refused_by(GrantType::refresh_token, reason(oauth::traits(code).wire)), 1U);
  }
  refuse(counts, GrantType::refresh_token, ErrorCode::server_error);
  refuse(counts, GrantType::refresh_token, ErrorCode::access_denied);
  EXPECT_EQ(counts.refused_by(GrantType::refresh_token, reason("other")), 2U);
}

}  // namespace
}  // namespace latchkey::endpoint
