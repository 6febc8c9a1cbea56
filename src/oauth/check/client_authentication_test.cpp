#include "oauth/check/client_authentication.hpp"

#include <gtest/gtest.h>

#include "oauth/test_samples.hpp"

namespace latchkey::oauth {
namespace {

using Method = ClientCredentials::Method;
using sample::error_of;

auto authenticate(const Client* client, std::string_view secret) {
  const auto method = secret.empty() ? Method::none : Method::client_secret_basic;
  return check_client_authentication(client, {method, "cli_1", Secret(secret)});
}

TEST(ClientAuthentication, rfc6749_2_3_1_each_of_a_clients_secrets_authenticates_it) {
  const auto client = sample::confidential_client();
  EXPECT_EQ(authenticate(&client, "lks_first").value(), "sec_1");
  EXPECT_EQ(authenticate(&client, "lks_second").value(), "sec_2");
}

TEST(ClientAuthentication, rfc6749_5_2_a_wrong_secret_is_invalid_client) {
  const auto client = sample::confidential_client();
  for (const auto* secret : {"lks_third", "lks_firs", "lks_firstx", "LKS_FIRST"})
    EXPECT_EQ(error_of(authenticate(&client, secret)), "invalid_client") << secret;
  EXPECT_EQ(error_of(authenticate(&client, client.secrets[0].digest)), "invalid_client");
}

TEST(ClientAuthentication, rfc6749_3_2_1_a_confidential_client_must_send_its_secret) {
  auto client = sample::confidential_client();
  EXPECT_EQ(error_of(authenticate(&client, "")), "invalid_client");
  client.secrets.clear();
  EXPECT_EQ(error_of(authenticate(&client, "")), "invalid_client");
  EXPECT_EQ(error_of(authenticate(&client, "lks_first")), "invalid_client");
}

TEST(ClientAuthentication, an_empty_secret_never_matches) {
  auto client = sample::confidential_client();
  client.secrets[0].digest = crypto::digest_text("");
  EXPECT_EQ(error_of(authenticate(&client, "")), "invalid_client");
}

TEST(ClientAuthentication, rfc6749_2_1_a_public_client_has_no_secret_to_send) {
  const auto client = sample::public_client();
  EXPECT_EQ(authenticate(&client, "").value(), "");
  EXPECT_EQ(error_of(authenticate(&client, "lks_first")), "invalid_client");
}

TEST(ClientAuthentication, unknown_wrong_and_missing_look_alike) {
  const auto confidential = sample::confidential_client();
  const auto open = sample::public_client();
  const auto unknown = authenticate(nullptr, "lks_first");
  EXPECT_EQ(error_of(unknown), "invalid_client");
  EXPECT_EQ(authenticate(nullptr, "").error().description, unknown.error().description);
  EXPECT_EQ(authenticate(&confidential, "x").error().description, unknown.error().description);
  EXPECT_EQ(authenticate(&confidential, "").error().description, unknown.error().description);
  EXPECT_EQ(authenticate(&open, "x").error().description, unknown.error().description);
}

TEST(ClientAuthentication, says_nothing_about_the_status) {
  auto client = sample::confidential_client();
  client.status = Status::disabled;
  EXPECT_EQ(error_of(authenticate(&client, "lks_first")), "ok");
}

}  // namespace
}  // namespace latchkey::oauth
