#include "store/consents.hpp"

#include <gmock/gmock.h>

#include "store/store_fixture.hpp"

namespace latchkey::store {
namespace {

using ::testing::ElementsAre;

class ConsentsTest : public StoreTest {
 protected:
  ConsentsTest() : user(add_user("ada@example.com")), client(add_client("Dashboard")) {}

  oauth::Consent make(const std::string& client_id) {
    return {.org_id = user.org_id,
            .user_id = user.id,
            .client_id = client_id,
            .scopes = oauth::ScopeSet({"openid"}),
            .claims = {.userinfo = {"name"}, .id_token = {}},
            .granted_at = now(),
            .updated_at = now()};
  }
  void upsert(const oauth::Consent& consent) {
    write([&](Transaction& tx) { consents::upsert(tx, consent); });
  }
  std::optional<oauth::Consent> find(const std::string& client_id) {
    return read([&](Transaction& tx) { return consents::find(tx, user.id, client_id); });
  }

  oauth::User user;
  oauth::Client client;
};

TEST_F(ConsentsTest, a_later_consent_replaces_scopes_and_claims) {
  EXPECT_FALSE(find(client.id));
  const auto first = make(client.id);
  upsert(first);
  clock.advance(std::chrono::hours(1));
  auto second = make(client.id);
  second.scopes = oauth::ScopeSet({"email", "openid"});
  second.claims = {.userinfo = {}, .id_token = {"email"}};
  upsert(second);
  const auto found = find(client.id).value();
  EXPECT_EQ(found.org_id, user.org_id);
  EXPECT_EQ(found.user_id, user.id);
  EXPECT_EQ(found.client_id, client.id);
  EXPECT_EQ(found.scopes, second.scopes);
  EXPECT_TRUE(found.claims.userinfo.empty());
  EXPECT_THAT(found.claims.id_token, ElementsAre("email"));
  EXPECT_EQ(found.granted_at, first.granted_at);
  EXPECT_EQ(found.updated_at, second.updated_at);
}

TEST_F(ConsentsTest, nothing_is_kept_for_who_is_gone) {
  upsert(make("cli_gone"));
  EXPECT_FALSE(find("cli_gone"));
  auto consent = make(client.id);
  consent.user_id = "usr_gone";
  upsert(consent);
  EXPECT_FALSE(read([&](Transaction& tx) { return consents::find(tx, "usr_gone", client.id); }));
}

TEST_F(ConsentsTest, the_list_names_the_clients_in_order) {
  const auto other = add_client("another");
  upsert(make(client.id));
  upsert(make(other.id));
  const auto list = read([&](Transaction& tx) { return consents::list_of_user(tx, user.id); });
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0].client_name, "another");
  EXPECT_EQ(list[0].consent.client_id, other.id);
  EXPECT_EQ(list[1].client_name, "Dashboard");
  EXPECT_EQ(list[1].client_description, "A client for tests");
}

TEST_F(ConsentsTest, a_consent_is_withdrawn_once) {
  upsert(make(client.id));
  write([&](Transaction& tx) {
    EXPECT_FALSE(consents::erase(tx, "usr_other", client.id));
    EXPECT_TRUE(consents::erase(tx, user.id, client.id));
    EXPECT_FALSE(consents::erase(tx, user.id, client.id));
  });
}

}  // namespace
}  // namespace latchkey::store
