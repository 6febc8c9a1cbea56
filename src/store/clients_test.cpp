#include "store/clients.hpp"

#include <gmock/gmock.h>
#include <limits>

#include "store/consents.hpp"
#include "store/sessions.hpp"
#include "store/store_fixture.hpp"

namespace latchkey::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class ClientsTest : public StoreTest {
 protected:
  oauth::ClientSecret make_secret(const std::string& id) {
    return {.id = id,
            .digest = crypto::digest_text(id),
            .created_at = now(),
            .last_used_at = std::nullopt};
  }
  std::optional<oauth::Client> find(const oauth::Client& client) {
    return read([&](Transaction& tx) { return clients::find(tx, client.org_id, client.id); });
  }
  std::vector<std::string> names(const PageRequest& request,
                                 std::optional<oauth::Status> status = std::nullopt) {
    std::vector<std::string> names;
    const auto page =
        read([&](Transaction& tx) { return clients::list(tx, org_id(), status, request); });
    for (const auto& client : page.items) names.push_back(client.name);
    return names;
  }
};

void expect_equal(const oauth::Client& a, const oauth::Client& b) {
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.org_id, b.org_id);
  EXPECT_EQ(a.name, b.name);
  EXPECT_EQ(a.description, b.description);
  EXPECT_EQ(a.type, b.type);
  EXPECT_EQ(a.grant_types, b.grant_types);
  EXPECT_EQ(a.redirect_uris, b.redirect_uris);
  EXPECT_EQ(a.post_logout_redirect_uris, b.post_logout_redirect_uris);
  EXPECT_EQ(a.scopes, b.scopes);
  EXPECT_EQ(a.requires_pkce, b.requires_pkce);
  EXPECT_EQ(a.id_token_algorithm, b.id_token_algorithm);
  EXPECT_EQ(a.acting_user_id, b.acting_user_id);
  EXPECT_EQ(a.status, b.status);
  EXPECT_EQ(a.created_by, b.created_by);
  EXPECT_EQ(a.created_at, b.created_at);
  EXPECT_EQ(a.updated_by, b.updated_by);
  EXPECT_EQ(a.updated_at, b.updated_at);
  ASSERT_EQ(a.secrets.size(), b.secrets.size());
  for (std::size_t i = 0; i < a.secrets.size(); ++i) {
    EXPECT_EQ(a.secrets[i].id, b.secrets[i].id);
    EXPECT_EQ(a.secrets[i].digest, b.secrets[i].digest);
    EXPECT_EQ(a.secrets[i].created_at, b.secrets[i].created_at);
    EXPECT_EQ(a.secrets[i].last_used_at, b.secrets[i].last_used_at);
  }
}

TEST_F(ClientsTest, every_field_comes_back_from_store_and_snapshot) {
  auto client = make_client("Größe \"x\" \\ 'y'; DROP TABLE clients");
  client.description = "line\nbreak\ttab \x01";
  client.type = oauth::ClientType::confidential;
  client.grant_types = {oauth::GrantType::client_credentials, oauth::GrantType::authorization_code,
                        oauth::GrantType::refresh_token};
  client.redirect_uris = {"https://a.example/?x=1&y=\"", "http://localhost:*/cb"};
  client.post_logout_redirect_uris = {"https://a.example/bye"};
  client.requires_pkce = false;
  client.id_token_algorithm = crypto::Algorithm::es256;
  client.acting_user_id = "usr_acting";
  client.status = oauth::Status::disabled;
  client.updated_by = "usr_other";
  client.updated_at = now() + std::chrono::microseconds(1);
  client.secrets = {make_secret("sec_a"), make_secret("sec_b")};
  client.secrets[1].last_used_at = now();
  add_client(client);
  const auto found = find(client);
  ASSERT_TRUE(found);
  expect_equal(*found, client);
  const auto* shown = store().snapshot()->client(client.id);
  ASSERT_NE(shown, nullptr);
  expect_equal(*shown, client);
}

TEST_F(ClientsTest, update_changes_what_is_editable_and_nothing_else) {
  const auto before = add_client("Dashboard");
  auto client = before;
  client.name = "Board";
  client.description = "";
  client.redirect_uris = {};
  client.post_logout_redirect_uris = {"https://a.example/bye"};
  client.scopes = oauth::ScopeSet({"email"});
  client.requires_pkce = false;
  client.id_token_algorithm = crypto::Algorithm::es256;
  client.acting_user_id = "usr_x";
  client.status = oauth::Status::disabled;
  client.updated_by = "usr_y";
  client.updated_at = now() + std::chrono::seconds(1);
  auto asked = client;
  asked.type = oauth::ClientType::public_;
  asked.grant_types = {oauth::GrantType::client_credentials};
  asked.created_by = "usr_z";
  asked.created_at = now() + std::chrono::hours(1);
  EXPECT_TRUE(write([&](Transaction& tx) { return clients::update(tx, asked); }));
  expect_equal(*find(client), client);
  expect_equal(*store().snapshot()->client(client.id), client);
}

TEST_F(ClientsTest, another_organization_sees_and_changes_nothing) {
  auto client = make_client("Dashboard");
  client.secrets = {make_secret("sec_a")};
  add_client(client);
  const auto other = add_organization("Other");
  write([&](Transaction& tx) {
    EXPECT_FALSE(clients::find(tx, other, client.id));
    EXPECT_EQ(clients::list(tx, other, std::nullopt, {}).total, 0);
    auto foreign = client;
    foreign.org_id = other;
    foreign.name = "Mine";
    EXPECT_FALSE(clients::update(tx, foreign));
    EXPECT_FALSE(clients::erase(tx, other, client.id));
    EXPECT_EQ(clients::add_secret(tx, other, client.id, make_secret("sec_b")),
              clients::AddSecret::gone);
    EXPECT_FALSE(clients::erase_secret(tx, other, client.id, "sec_a"));
    EXPECT_EQ(clients::impact(tx, other, client.id, now()).live_grants, 0);
  });
  expect_equal(*find(client), client);
}

TEST_F(ClientsTest, a_client_of_no_organization_is_gone) {
  const auto client = make_client("Dashboard");
  write([&](Transaction& tx) {
    EXPECT_FALSE(clients::update(tx, client));
    EXPECT_FALSE(clients::erase(tx, client.org_id, client.id));
    EXPECT_EQ(clients::add_secret(tx, client.org_id, client.id, make_secret("sec_a")),
              clients::AddSecret::gone);
  });
}

TEST_F(ClientsTest, a_client_holds_at_most_two_secrets) {
  const auto client = add_client("Dashboard");
  const auto add = [&](const std::string& id) {
    return write([&](Transaction& tx) {
      return clients::add_secret(tx, client.org_id, client.id, make_secret(id));
    });
  };
  EXPECT_EQ(add("sec_a"), clients::AddSecret::added);
  EXPECT_EQ(add("sec_b"), clients::AddSecret::added);
  EXPECT_EQ(add("sec_c"), clients::AddSecret::too_many);
  EXPECT_THAT(store().snapshot()->client(client.id)->secrets, SizeIs(2));
  const auto erase = [&](Transaction& tx) {
    return clients::erase_secret(tx, client.org_id, client.id, "sec_a");
  };
  EXPECT_TRUE(write(erase));
  EXPECT_FALSE(write(erase));
  ASSERT_THAT(store().snapshot()->client(client.id)->secrets, SizeIs(1));
  EXPECT_EQ(store().snapshot()->client(client.id)->secrets[0].id, "sec_b");
  EXPECT_EQ(add("sec_c"), clients::AddSecret::added);
}

TEST_F(ClientsTest, the_use_of_a_secret_never_goes_back) {
  auto client = make_client("Dashboard");
  client.secrets = {make_secret("sec_a")};
  add_client(client);
  write([&](Transaction& tx) {
    clients::record_secret_use(tx, "sec_a", now() + std::chrono::hours(1));
    clients::record_secret_use(tx, "sec_a", now());
    clients::record_secret_use(tx, "sec_unknown", now());
  });
  EXPECT_EQ(find(client)->secrets[0].last_used_at, now() + std::chrono::hours(1));
}

TEST_F(ClientsTest, list_searches_name_id_and_description_without_regard_to_case) {
  auto first = make_client("Ölmühle");
  first.description = "Dashboard 100%";
  auto second = make_client("ERP_Sync");
  second.description = "Pulls orders";
  add_client(first);
  add_client(second);
  EXPECT_THAT(names({.q = "öLMÜ"}), ElementsAre("Ölmühle"));
  EXPECT_THAT(names({.q = "ORDERS"}), ElementsAre("ERP_Sync"));
  EXPECT_THAT(names({.q = first.id.substr(4, 20)}), ElementsAre("Ölmühle"));
  EXPECT_THAT(names({.q = "100%"}), ElementsAre("Ölmühle"));
  EXPECT_THAT(names({.q = "p_s"}), ElementsAre("ERP_Sync"));
  EXPECT_THAT(names({.q = "1%0"}), IsEmpty());
  EXPECT_THAT(names({.q = "l_m"}), IsEmpty());
  EXPECT_THAT(names({.q = "\\"}), IsEmpty());
  EXPECT_THAT(names({.q = std::string(60'000, 'a')}), IsEmpty());
}

TEST_F(ClientsTest, list_sorts_pages_and_counts) {
  for (const std::string name : {"b", "C", "a", "D", "e"}) {
    add_client(name);
    clock.advance(std::chrono::seconds(1));
  }
  EXPECT_THAT(names({.sort = "name"}), ElementsAre("a", "b", "C", "D", "e"));
  EXPECT_THAT(names({.sort = "name", .is_descending = true}), ElementsAre("e", "D", "C", "b", "a"));
  EXPECT_THAT(names({.sort = "created_at"}), ElementsAre("b", "C", "a", "D", "e"));
  EXPECT_THAT(names({.page = 2, .page_size = 2, .sort = "name"}), ElementsAre("C", "D"));
  EXPECT_THAT(names({.page = 4, .page_size = 2, .sort = "name"}), IsEmpty());
  EXPECT_THAT(names({.page = std::numeric_limits<std::int64_t>::max(), .page_size = 200}),
              IsEmpty());
  const auto page = read([&](Transaction& tx) {
    return clients::list(tx, org_id(), std::nullopt, {.page = 3, .page_size = 2});
  });
  EXPECT_EQ(page.total, 5);
  EXPECT_THAT(page.items, SizeIs(1));
}

TEST_F(ClientsTest, list_filters_by_status) {
  add_client("on");
  auto off = make_client("off");
  off.status = oauth::Status::disabled;
  add_client(off);
  EXPECT_THAT(names({}, oauth::Status::active), ElementsAre("on"));
  EXPECT_THAT(names({}, oauth::Status::disabled), ElementsAre("off"));
}

TEST_F(ClientsTest, deletion_takes_codes_tokens_grants_and_consents_along) {
  const auto user = add_user("ada@example.com");
  const auto client = add_client("Dashboard");
  const auto kept = add_client("Kept");
  const auto grant = add_grant(client, user);
  const auto kept_grant = add_grant(kept, user);
  const auto token = add_refresh_token(grant, "token");
  const auto kept_token = add_refresh_token(kept_grant, "kept");
  for (const auto& each : {client, kept})
    write([&](Transaction& tx) {
      consents::upsert(tx, {.org_id = each.org_id,
                            .user_id = user.id,
                            .client_id = each.id,
                            .scopes = {},
                            .claims = {},
                            .granted_at = now(),
                            .updated_at = now()});
    });
  EXPECT_TRUE(write([&](Transaction& tx) { return clients::erase(tx, client.org_id, client.id); }));
  EXPECT_EQ(store().snapshot()->client(client.id), nullptr);
  EXPECT_NE(store().snapshot()->client(kept.id), nullptr);
  read([&](Transaction& tx) {
    EXPECT_FALSE(clients::find(tx, client.org_id, client.id));
    EXPECT_FALSE(grants::find(tx, grant.id));
    EXPECT_FALSE(grants::find_code(tx, code_digest(grant)));
    EXPECT_FALSE(grants::find_refresh_token(tx, token.digest));
    EXPECT_FALSE(consents::find(tx, user.id, client.id));
    EXPECT_TRUE(grants::find(tx, kept_grant.id));
    EXPECT_TRUE(grants::find_code(tx, code_digest(kept_grant)));
    EXPECT_TRUE(grants::find_refresh_token(tx, kept_token.digest));
    EXPECT_TRUE(consents::find(tx, user.id, kept.id));
  });
}

TEST_F(ClientsTest, a_deletion_and_an_insertion_in_one_transaction_both_show) {
  const auto first = add_client("first");
  const auto second = make_client("second");
  write([&](Transaction& tx) {
    clients::erase(tx, first.org_id, first.id);
    clients::insert(tx, second);
  });
  EXPECT_EQ(store().snapshot()->client(first.id), nullptr);
  EXPECT_NE(store().snapshot()->client(second.id), nullptr);
}

TEST_F(ClientsTest, impact_counts_what_a_deletion_would_cut_off) {
  const auto client = add_client("Dashboard");
  const auto ada = add_user("ada@example.com");
  const auto bob = add_user("bob@example.com");
  write([&](Transaction& tx) {
    sessions::insert(tx, {.id = "ses_1",
                          .digest = "d1",
                          .org_id = ada.org_id,
                          .user_id = ada.id,
                          .auth_time = now(),
                          .created_at = now(),
                          .last_seen_at = now(),
                          .expires_at = now() + std::chrono::hours(1),
                          .address = "",
                          .user_agent = ""});
    consents::upsert(tx, {.org_id = client.org_id,
                          .user_id = ada.id,
                          .client_id = client.id,
                          .scopes = {},
                          .claims = {},
                          .granted_at = now(),
                          .updated_at = now()});
  });
  const auto first = add_grant(client, ada, "ses_1");
  add_grant(client, ada, "ses_1");
  add_grant(client, bob, "ses_gone");
  const auto revoked = add_grant(client, bob, "ses_gone");
  add_refresh_token(first, "one");
  add_refresh_token(revoked, "two");
  write([&](Transaction& tx) {
    grants::rotate_refresh_token(tx, crypto::digest_text("one"), make_refresh_token(first, "three"),
                                 now(), now());
    grants::revoke(tx, revoked.id, now(), now());
  });
  const auto impact =
      read([&](Transaction& tx) { return clients::impact(tx, client.org_id, client.id, now()); });
  EXPECT_EQ(impact.live_grants, 3);
  EXPECT_EQ(impact.live_refresh_tokens, 1);
  EXPECT_EQ(impact.sessions, 1);
  EXPECT_EQ(impact.users, 2);
  EXPECT_EQ(impact.consents, 1);
}

}  // namespace
}  // namespace latchkey::store
