#include "oauth/check/client_metadata.hpp"

#include <gtest/gtest.h>

#include "base/utf8.hpp"
#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

// "field: message" of each fault, in order.
std::vector<std::string> faults(const Client& client) {
  std::vector<std::string> lines;
  for (const auto& fault : client_metadata_faults(client))
    lines.push_back(fault.field + ": " + fault.message);
  return lines;
}
using Lines = std::vector<std::string>;

TEST(ClientMetadata, good_clients_have_no_faults) {
  EXPECT_EQ(faults(sample::confidential_client()), Lines{});
  EXPECT_EQ(faults(sample::public_client()), Lines{});
  EXPECT_EQ(faults(sample::service_client()), Lines{});
}

TEST(ClientMetadata, the_name_is_1_to_100_characters_not_bytes) {
  auto client = sample::confidential_client();
  client.name = "";
  EXPECT_EQ(faults(client), Lines{"name: must not be empty"});
  client.name = " \t\xc2\xa0\xe2\x80\x8b";
  EXPECT_EQ(faults(client), Lines{"name: must not be empty"});
  std::string umlauts;
  for (int i = 0; i < 100; ++i) umlauts += "\xc3\xbc";
  client.name = umlauts;
  EXPECT_EQ(faults(client), Lines{});
  client.name = umlauts + "x";
  EXPECT_EQ(faults(client), Lines{"name: must be at most 100 characters long"});
}

TEST(ClientMetadata, the_name_holds_no_control_characters) {
  auto client = sample::confidential_client();
  for (const std::string name : {"a\nb", "a\tb", "a\x7f", "a\xc2\x85", "a\xe2\x80\xa8"}) {
    client.name = name;
    EXPECT_EQ(faults(client), Lines{"name: must not hold line breaks or other control characters"});
  }
  client.name = "a\xff";
  EXPECT_EQ(faults(client), Lines{"name: must be UTF-8"});
}

TEST(ClientMetadata, the_description_is_at_most_500_characters_with_line_breaks) {
  auto client = sample::confidential_client();
  client.description = "line 1\r\n\tline 2" + std::string(485, 'x');
  EXPECT_EQ(character_count(client.description), 500U);
  EXPECT_EQ(faults(client), Lines{});
  client.description += "x";
  EXPECT_EQ(faults(client), Lines{"description: must be at most 500 characters long"});
  client.description = "a\x1b[31m";
  EXPECT_EQ(faults(client),
            Lines{"description: must not hold control characters other than line breaks and tabs"});
  client.description = "\xc0\x80";
  EXPECT_EQ(faults(client), Lines{"description: must be UTF-8"});
}

TEST(ClientMetadata, at_least_one_grant_type_and_none_twice) {
  auto client = sample::service_client();
  client.acting_user_id.clear();
  client.grant_types.clear();
  EXPECT_EQ(faults(client), Lines{"grant_types: must name at least one grant type"});
  client.grant_types = {GrantType::client_credentials, GrantType::client_credentials};
  EXPECT_EQ(faults(client), Lines{"grant_types: must not name a grant type twice"});
}

TEST(ClientMetadata, rfc6749_4_4_client_credentials_is_not_for_public_clients) {
  auto client = sample::public_client();
  client.grant_types.push_back(GrantType::client_credentials);
  EXPECT_EQ(faults(client),
            Lines{"grant_types: must not hold client_credentials: a public client cannot keep a "
                  "secret"});
}

TEST(ClientMetadata, refresh_token_comes_only_with_authorization_code) {
  auto client = sample::service_client();
  client.grant_types.push_back(GrantType::refresh_token);
  EXPECT_EQ(faults(client),
            Lines{"grant_types: may hold refresh_token only together with authorization_code"});
}

TEST(ClientMetadata, rfc6749_3_1_2_2_redirect_uris_are_required_with_authorization_code) {
  auto client = sample::confidential_client();
  client.redirect_uris.clear();
  EXPECT_EQ(faults(client),
            Lines{"redirect_uris: must hold at least one URI with authorization_code"});
}

TEST(ClientMetadata, redirect_uris_come_only_with_authorization_code) {
  auto client = sample::service_client();
  client.redirect_uris = {"https://a/cb"};
  EXPECT_EQ(faults(client), Lines{"redirect_uris: may be given only with authorization_code"});
}

TEST(ClientMetadata, each_faulty_uri_is_named_by_its_place) {
  auto client = sample::confidential_client();
  client.redirect_uris = {"https://a/cb", "https://a/cb#", "https://a/cb"};
  client.post_logout_redirect_uris = {"http://a/bye"};
  EXPECT_EQ(faults(client),
            (Lines{"redirect_uris: URI 2 has a fragment; leave out the # and what follows it",
                   "redirect_uris: URI 3 is there twice",
                   "post_logout_redirect_uris: URI 1 uses http; use https (http is only for "
                   "localhost, 127.0.0.1 and [::1])"}));
}

TEST(ClientMetadata, at_most_50_uris) {
  auto client = sample::confidential_client();
  client.redirect_uris.clear();
  for (int i = 0; i < 50; ++i) client.redirect_uris.push_back("https://a/" + std::to_string(i));
  EXPECT_EQ(faults(client), Lines{});
  client.redirect_uris.emplace_back("https://a/50");
  EXPECT_EQ(faults(client), Lines{"redirect_uris: must hold at most 50 URIs"});
}

TEST(ClientMetadata, rfc6749_3_3_scopes_are_scope_tokens) {
  auto client = sample::confidential_client();
  for (const auto* scope : {"a b", "a\"b", "a\\b", "", "\xc3\xbc"}) {
    client.scopes = ScopeSet({"openid", scope});
    EXPECT_EQ(faults(client), Lines{"scopes: must hold only printable ASCII characters without "
                                    "spaces, quotes and backslashes"})
        << scope;
  }
}

TEST(ClientMetadata, at_most_200_scopes_of_200_characters) {
  auto client = sample::confidential_client();
  client.scopes = ScopeSet({std::string(200, 's')});
  for (int i = 1; i < 200; ++i) client.scopes.insert("s" + std::to_string(i));
  EXPECT_EQ(faults(client), Lines{});
  client.scopes.insert("one-more");
  EXPECT_EQ(faults(client), Lines{"scopes: must hold at most 200 scopes"});
  client.scopes = ScopeSet({std::string(201, 's')});
  EXPECT_EQ(faults(client), Lines{"scopes: must hold scopes of at most 200 characters"});
  client.scopes = ScopeSet();
  EXPECT_EQ(faults(client), Lines{});
}

TEST(ClientMetadata, rfc9700_2_1_1_public_clients_cannot_switch_pkce_off) {
  auto client = sample::public_client();
  client.requires_pkce = false;
  EXPECT_EQ(faults(client), Lines{"require_pkce: cannot be switched off for a public client"});
  client = sample::confidential_client();
  client.requires_pkce = false;
  EXPECT_EQ(faults(client), Lines{});
}

TEST(ClientMetadata, an_acting_user_comes_only_with_client_credentials) {
  auto client = sample::confidential_client();
  client.acting_user_id = "usr_1";
  EXPECT_EQ(faults(client), Lines{"acting_user_id: may be given only with client_credentials"});
}

TEST(ClientMetadata, all_faults_are_told_at_once) {
  Client client;
  client.type = ClientType::public_;
  client.requires_pkce = false;
  client.description = std::string(501, 'x');
  client.redirect_uris = {"x"};
  EXPECT_EQ(faults(client).size(), 6U);
}

TEST(ClientMetadata, confidential_clients_with_authorization_code_get_refresh_token) {
  auto client = sample::confidential_client();
  client.grant_types = {GrantType::authorization_code};
  complete_grant_types(client);
  EXPECT_EQ(client.grant_types,
            (std::vector{GrantType::authorization_code, GrantType::refresh_token}));
  complete_grant_types(client);
  EXPECT_EQ(client.grant_types.size(), 2U);
}

TEST(ClientMetadata, public_and_service_clients_do_not_get_refresh_token) {
  auto client = sample::public_client();
  client.grant_types = {GrantType::authorization_code};
  complete_grant_types(client);
  EXPECT_EQ(client.grant_types, std::vector{GrantType::authorization_code});
  client = sample::service_client();
  complete_grant_types(client);
  EXPECT_EQ(client.grant_types, std::vector{GrantType::client_credentials});
}

}  // namespace
}  // namespace latchkey::oauth
