#include "oauth/model/client.hpp"

#include <gtest/gtest.h>

namespace latchkey::oauth {
namespace {

TEST(Client, rfc6749_2_1_client_types_have_names) {
  EXPECT_EQ(name(ClientType::confidential), "confidential");
  EXPECT_EQ(name(ClientType::public_), "public");
  EXPECT_EQ(parse_client_type("confidential"), ClientType::confidential);
  EXPECT_EQ(parse_client_type("public"), ClientType::public_);
  EXPECT_EQ(parse_client_type("Public"), std::nullopt);
  EXPECT_EQ(parse_client_type(""), std::nullopt);
}

TEST(Client, rfc7591_2_grant_types_have_the_names_of_the_rfc) {
  EXPECT_EQ(name(GrantType::authorization_code), "authorization_code");
  EXPECT_EQ(name(GrantType::client_credentials), "client_credentials");
  EXPECT_EQ(name(GrantType::refresh_token), "refresh_token");
  EXPECT_EQ(parse_grant_type("authorization_code"), GrantType::authorization_code);
  EXPECT_EQ(parse_grant_type("client_credentials"), GrantType::client_credentials);
  EXPECT_EQ(parse_grant_type("refresh_token"), GrantType::refresh_token);
  EXPECT_EQ(parse_grant_type("implicit"), std::nullopt);
  EXPECT_EQ(parse_grant_type("password"), std::nullopt);
}

TEST(Client, statuses_have_names) {
  EXPECT_EQ(name(Status::active), "active");
  EXPECT_EQ(name(Status::disabled), "disabled");
  EXPECT_EQ(parse_status("active"), Status::active);
  EXPECT_EQ(parse_status("disabled"), Status::disabled);
  EXPECT_EQ(parse_status("deleted"), std::nullopt);
}

TEST(Client, allows_only_its_grant_types) {
  Client client;
  client.grant_types = {GrantType::authorization_code};
  EXPECT_TRUE(client.allows(GrantType::authorization_code));
  EXPECT_FALSE(client.allows(GrantType::refresh_token));
  EXPECT_FALSE(client.allows(GrantType::client_credentials));
}

}  // namespace
}  // namespace latchkey::oauth
