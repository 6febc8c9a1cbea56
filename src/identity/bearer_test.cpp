#include "identity/bearer.hpp"

#include <gtest/gtest.h>

#include "identity/run_task.hpp"
#include "jose/jws.hpp"
#include "oauth/decide/token.hpp"
#include "store/store_fixture.hpp"

namespace latchkey::identity {
namespace {

using std::chrono::minutes;

class BearerAuthenticationTest : public store::StoreTest {
 protected:
  [[nodiscard]] oauth::AccessTokenClaims claims() const {
    return {.jti = "at_1",
            .sub = ada.id,
            .client_id = client.id,
            .org_id = ada.org_id,
            .grant_id = "",
            .scopes = oauth::ScopeSet({"openid", "pipelines:read"}),
            .auth_time = {},
            .issued_at = now(),
            .expires_at = now() + minutes(15)};
  }
  std::string sign(const oauth::AccessTokenClaims& given) {
    return jose::sign_compact(*store().snapshot()->keys->es256, "at+jwt",
                              oauth::serialize(given, deployment.issuer));
  }
  auto authenticate(const std::string& token) { return run_task(bearer.authenticate(token)); }
  // The code of the refusal; "ok" where there is none.
  std::string refusal_of(const std::string& token) {
    const auto found = authenticate(token);
    return found ? "ok" : std::string(oauth::traits(found.error().error.code).wire);
  }

  Deployment deployment{.issuer = {.url = "https://id.example", .audience = "https://api.example"},
                        .logo_svg = "",
                        .support_contact = ""};
  oauth::User ada = add_user("ada@example.com", {"Viewer"});
  oauth::Client client = add_client("Dashboard");
  BearerAuthentication bearer{store(), deployment};
};

TEST_F(BearerAuthenticationTest, a_genuine_token_leads_to_user_and_client) {
  const auto found = authenticate(sign(claims()));
  ASSERT_TRUE(found);
  EXPECT_EQ((*found)->authority->user.id, ada.id);
  EXPECT_EQ((*found)->client->id, client.id);
  EXPECT_EQ((*found)->token.jti, "at_1");
  EXPECT_TRUE((*found)->scopes.contains("pipelines:read"));
  EXPECT_EQ((*found)->scope, (*found)->scopes.to_string());
}

TEST_F(BearerAuthenticationTest, a_token_that_is_not_ours_is_invalid) {
  EXPECT_EQ(refusal_of("not a token"), "invalid_token");
  const auto id_token = jose::sign_compact(*store().snapshot()->keys->es256, "JWT",
                                           oauth::serialize(claims(), deployment.issuer));
  EXPECT_EQ(refusal_of(id_token), "invalid_token");
}

TEST_F(BearerAuthenticationTest, an_expired_token_is_invalid) {
  const auto token = sign(claims());
  ASSERT_EQ(refusal_of(token), "ok");
  clock.advance(minutes(16));
  EXPECT_EQ(refusal_of(token), "invalid_token");
}

TEST_F(BearerAuthenticationTest, a_disabled_or_deleted_user_makes_it_invalid) {
  const auto token = sign(claims());
  ASSERT_EQ(refusal_of(token), "ok");
  ada.status = oauth::Status::disabled;
  write([&](store::Transaction& tx) { store::users::update(tx, ada, now()); });
  EXPECT_EQ(refusal_of(token), "invalid_token");
  write([&](store::Transaction& tx) { store::users::erase(tx, ada.org_id, ada.id, now()); });
  EXPECT_EQ(refusal_of(token), "invalid_token");
}

TEST_F(BearerAuthenticationTest, a_deleted_client_makes_it_invalid) {
  const auto token = sign(claims());
  ASSERT_EQ(refusal_of(token), "ok");
  write([&](store::Transaction& tx) { store::clients::erase(tx, client.org_id, client.id); });
  EXPECT_EQ(refusal_of(token), "invalid_token");
}

TEST_F(BearerAuthenticationTest, a_refusal_tells_whose_the_token_was_where_it_is_genuine) {
  const auto of_refused = [&](const std::string& token) {
    const auto found = authenticate(token);
    return found || !found.error().token ? "nobody" : found.error().token->sub;
  };
  const auto token = sign(claims());
  EXPECT_EQ(of_refused("not a token"), "nobody");
  const auto header_and_claims = token.substr(0, token.rfind('.') + 1);
  EXPECT_EQ(of_refused(header_and_claims + std::string(86, 'A')), "nobody");
  EXPECT_EQ(of_refused(jose::sign_compact(*store().snapshot()->keys->es256, "JWT",
                                          oauth::serialize(claims(), deployment.issuer))),
            "nobody");
  const Deployment other{.issuer = {.url = "https://id.example", .audience = "https://b.example"},
                         .logo_svg = "",
                         .support_contact = ""};
  EXPECT_EQ(of_refused(jose::sign_compact(*store().snapshot()->keys->es256, "at+jwt",
                                          oauth::serialize(claims(), other.issuer))),
            ada.id);
  write([&](store::Transaction& tx) { store::clients::erase(tx, client.org_id, client.id); });
  EXPECT_EQ(of_refused(token), ada.id);
  clock.advance(minutes(16));
  EXPECT_EQ(of_refused(token), ada.id);
}

TEST_F(BearerAuthenticationTest, a_disabled_client_s_token_lives_on) {
  const auto token = sign(claims());
  client.status = oauth::Status::disabled;
  write([&](store::Transaction& tx) { store::clients::update(tx, client); });
  EXPECT_EQ(refusal_of(token), "ok");
}

TEST_F(BearerAuthenticationTest, a_revoked_token_is_invalid_and_others_of_the_client_are_not) {
  auto other = claims();
  other.jti = "at_2";
  const auto token = sign(claims());
  ASSERT_EQ(refusal_of(token), "ok");
  write([&](store::Transaction& tx) {
    store::grants::revoke_access_token(tx, "at_1", now() + minutes(15));
  });
  EXPECT_EQ(refusal_of(token), "invalid_token");
  EXPECT_EQ(refusal_of(sign(claims())), "invalid_token");
  EXPECT_EQ(refusal_of(sign(other)), "ok");
}

TEST_F(BearerAuthenticationTest, a_revoked_grant_makes_its_tokens_invalid) {
  auto of_grant = claims();
  of_grant.grant_id = add_grant(client, ada).id;
  const auto token = sign(of_grant);
  ASSERT_EQ(refusal_of(token), "ok");
  write([&](store::Transaction& tx) {
    store::grants::revoke(tx, of_grant.grant_id, now(), now() + minutes(15));
  });
  EXPECT_EQ(refusal_of(token), "invalid_token");
}

TEST_F(BearerAuthenticationTest, roles_lost_since_are_cut) {
  const auto token = sign(claims());
  auto found = authenticate(token);
  ASSERT_TRUE(found);
  EXPECT_TRUE((*found)->scopes.contains("pipelines:read"));
  EXPECT_EQ((*found)->scope, (*found)->scopes.to_string());
  ada.role_ids.clear();
  write([&](store::Transaction& tx) { store::users::update(tx, ada, now()); });
  found = authenticate(token);
  ASSERT_TRUE(found);
  EXPECT_FALSE((*found)->scopes.contains("pipelines:read"));
  EXPECT_TRUE((*found)->scopes.contains("openid"));
}

TEST_F(BearerAuthenticationTest, a_token_of_before_is_found_again_without_judging_it_anew) {
  const auto token = sign(claims());
  const auto first = authenticate(token);
  const auto second = authenticate(token);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(*first, *second);
  auto tampered = token;
  tampered.back() = tampered.back() == 'A' ? 'B' : 'A';
  EXPECT_EQ(refusal_of(tampered), "invalid_token");
}

TEST_F(BearerAuthenticationTest, a_remembered_signature_vouches_for_nothing_else_that_is_signed) {
  auto richer = claims();
  richer.scopes = oauth::ScopeSet({"openid", "pipelines:read", "pipelines:write"});
  const auto token = sign(claims());
  const auto other = sign(richer);
  const auto found = authenticate(token);
  ASSERT_TRUE(found);
  const auto signature = token.substr(token.rfind('.'));
  const auto signed_text = token.substr(0, token.rfind('.'));
  EXPECT_EQ(refusal_of(other.substr(0, other.rfind('.')) + signature), "invalid_token");
  EXPECT_EQ(refusal_of(signed_text + "A" + signature), "invalid_token");
  EXPECT_EQ(refusal_of(signed_text.substr(0, signed_text.rfind('.')) + signature), "invalid_token");
  EXPECT_EQ(refusal_of(signature.substr(1)), "invalid_token");
  EXPECT_EQ(refusal_of(signature), "invalid_token");
  const auto again = authenticate(token);
  ASSERT_TRUE(again);
  EXPECT_EQ(*again, *found);
}

TEST_F(BearerAuthenticationTest, the_user_is_seen_as_changed_last) {
  const auto token = sign(claims());
  ASSERT_EQ(refusal_of(token), "ok");
  ada.first_name = "Augusta";
  write([&](store::Transaction& tx) { store::users::update(tx, ada, now()); });
  const auto found = authenticate(token);
  ASSERT_TRUE(found);
  EXPECT_EQ((*found)->authority->user.first_name, "Augusta");
}

TEST_F(BearerAuthenticationTest, another_organization_s_user_is_nobody_here) {
  auto foreign = claims();
  foreign.org_id = add_organization("Other");
  EXPECT_EQ(refusal_of(sign(foreign)), "invalid_token");
}

}  // namespace
}  // namespace latchkey::identity
