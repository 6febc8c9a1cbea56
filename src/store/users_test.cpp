#include "store/users.hpp"

#include <atomic>
#include <gmock/gmock.h>
#include <thread>

#include "store/consents.hpp"
#include "store/sessions.hpp"
#include "store/store_fixture.hpp"

namespace latchkey::store {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using users::Change;

class UsersTest : public StoreTest {
 protected:
  std::optional<oauth::User> find(const oauth::User& user) {
    return read([&](Transaction& tx) { return users::find(tx, user.id); });
  }
  Change update(const oauth::User& user) {
    return write([&](Transaction& tx) { return users::update(tx, user, now()); });
  }
  Change erase(const oauth::User& user) {
    return write([&](Transaction& tx) { return users::erase(tx, user.org_id, user.id, now()); });
  }
  void add_session(const oauth::User& user, const std::string& id) {
    write([&](Transaction& tx) {
      sessions::insert(tx, {.id = id,
                            .digest = "digest of " + id,
                            .org_id = user.org_id,
                            .user_id = user.id,
                            .auth_time = now(),
                            .created_at = now(),
                            .last_seen_at = now(),
                            .expires_at = now() + std::chrono::hours(1),
                            .address = "",
                            .user_agent = ""});
    });
  }
  std::vector<std::string> session_ids(const oauth::User& user) {
    std::vector<std::string> ids;
    for (const auto& session :
         read([&](Transaction& tx) { return sessions::list_of_user(tx, user.id, now()); }))
      ids.push_back(session.id);
    return ids;
  }
  bool is_live(const oauth::Grant& grant) {
    const auto found = read([&](Transaction& tx) { return grants::find(tx, grant.id); });
    return found && found->is_live(now());
  }
  std::vector<std::string> emails(const PageRequest& request,
                                  std::optional<oauth::Status> status = std::nullopt) {
    std::vector<std::string> emails;
    const auto page =
        read([&](Transaction& tx) { return users::list(tx, org_id(), status, request); });
    for (const auto& user : page.items) emails.push_back(user.email);
    return emails;
  }
};

void expect_equal(const oauth::User& a, const oauth::User& b) {
  EXPECT_EQ(a.id, b.id);
  EXPECT_EQ(a.org_id, b.org_id);
  EXPECT_EQ(a.email, b.email);
  EXPECT_EQ(a.email_verified, b.email_verified);
  EXPECT_EQ(a.first_name, b.first_name);
  EXPECT_EQ(a.last_name, b.last_name);
  EXPECT_EQ(a.status, b.status);
  EXPECT_EQ(a.role_ids, b.role_ids);
  EXPECT_EQ(a.created_at, b.created_at);
  EXPECT_EQ(a.updated_at, b.updated_at);
  EXPECT_EQ(a.last_sign_in_at, b.last_sign_in_at);
}

TEST_F(UsersTest, every_field_comes_back_in_every_way_of_finding) {
  auto user = make_user("Ada@Example.com", {"Viewer", "Engineer", "Operator"});
  user.email_verified = false;
  user.last_sign_in_at = now() + std::chrono::microseconds(7);
  user.status = oauth::Status::disabled;
  add_user(user, "phc");
  read([&](Transaction& tx) {
    expect_equal(users::find(tx, user.id).value(), user);
    expect_equal(users::find(tx, user.org_id, user.id).value(), user);
    const auto login = users::find_login(tx, "ada@example.com");
    expect_equal(login.value().user, user);
    EXPECT_EQ(login->password_hash, "phc");
    EXPECT_EQ(users::password_hash(tx, user.id), "phc");
    EXPECT_FALSE(users::find_login(tx, "bob@example.com"));
    EXPECT_FALSE(users::password_hash(tx, "usr_unknown"));
    EXPECT_FALSE(users::find(tx, "usr_unknown"));
    EXPECT_EQ(users::count(tx), 1);
  });
}

TEST_F(UsersTest, canonical_email_lowers_ascii_only) {
  EXPECT_EQ(users::canonical_email("ADA.Ü@Example.COM"), "ada.Ü@example.com");
}

TEST_F(UsersTest, an_email_is_unique_over_all_organizations_without_regard_to_case) {
  add_user("ada@example.com");
  auto other = make_user("ADA@example.com");
  other.org_id = add_organization("Other");
  const auto insert = [&](Transaction& tx) { return users::insert(tx, other, "hash"); };
  EXPECT_EQ(write(insert), users::Insert::email_taken);
  EXPECT_FALSE(find(other));
  other.email = "bob@example.com";
  EXPECT_EQ(write(insert), users::Insert::inserted);
  other.email = "Ada@example.com";
  EXPECT_EQ(update(other), Change::email_taken);
  EXPECT_EQ(find(other)->email, "bob@example.com");
  other.email = "BOB@example.com";
  EXPECT_EQ(update(other), Change::done);
}

TEST_F(UsersTest, update_changes_email_names_status_and_roles) {
  const auto before = add_user("ada@example.com", {"Viewer"});
  clock.advance(std::chrono::hours(1));
  auto user = before;
  user.email = "countess@example.com";
  user.email_verified = false;
  user.first_name = "Augusta";
  user.last_name = "King";
  user.status = oauth::Status::disabled;
  user.role_ids = {role_id(org_id(), "Operator"), role_id(org_id(), "Viewer")};
  EXPECT_EQ(update(user), Change::done);
  user.updated_at = now();
  expect_equal(find(user).value(), user);
  EXPECT_THAT(emails({.q = "augusta king"}), ElementsAre("countess@example.com"));
}

TEST_F(UsersTest, roles_of_another_organization_are_left_out) {
  const auto other = add_organization("Other");
  auto user = make_user("ada@example.com");
  user.role_ids = {role_id(other, "System Administrator"), role_id(org_id(), "Viewer"),
                   role_id(org_id(), "Viewer"), "rol_unknown"};
  add_user(user);
  EXPECT_THAT(find(user)->role_ids, ElementsAre(role_id(org_id(), "Viewer")));
}

TEST_F(UsersTest, another_organization_sees_and_changes_nothing) {
  const auto user = add_user("ada@example.com");
  const auto other = add_organization("Other");
  auto foreign = user;
  foreign.org_id = other;
  foreign.first_name = "Mine";
  EXPECT_EQ(update(foreign), Change::gone);
  EXPECT_EQ(erase(foreign), Change::gone);
  read([&](Transaction& tx) {
    EXPECT_FALSE(users::find(tx, other, user.id));
    EXPECT_EQ(users::list(tx, other, std::nullopt, {}).total, 0);
  });
  expect_equal(find(user).value(), user);
}

TEST_F(UsersTest, the_last_enabled_administrator_stays) {
  const auto ada = add_user("ada@example.com", {"System Administrator"});
  auto bob = make_user("bob@example.com", {"System Administrator"});
  bob.status = oauth::Status::disabled;
  add_user(bob);
  auto carol = make_user("carol@example.com");
  carol.org_id = add_organization("Other");
  carol.role_ids = {role_id(carol.org_id, "System Administrator")};
  add_user(carol);

  auto disabled = ada;
  disabled.status = oauth::Status::disabled;
  EXPECT_EQ(update(disabled), Change::last_administrator);
  auto demoted = ada;
  demoted.role_ids = {role_id(org_id(), "Viewer")};
  EXPECT_EQ(update(demoted), Change::last_administrator);
  EXPECT_EQ(erase(ada), Change::last_administrator);
  expect_equal(find(ada).value(), ada);

  auto renamed = ada;
  renamed.first_name = "Augusta";
  EXPECT_EQ(update(renamed), Change::done);
  bob.status = oauth::Status::active;
  EXPECT_EQ(update(bob), Change::done);
  EXPECT_EQ(update(demoted), Change::done);
  EXPECT_EQ(erase(bob), Change::last_administrator);
  EXPECT_EQ(erase(ada), Change::done);
}

TEST_F(UsersTest, a_disabled_administrator_can_go_while_another_is_enabled) {
  add_user("ada@example.com", {"System Administrator"});
  auto bob = make_user("bob@example.com", {"System Administrator"});
  bob.status = oauth::Status::disabled;
  add_user(bob);
  EXPECT_EQ(erase(bob), Change::done);
}

TEST_F(UsersTest, of_two_administrators_demoted_at_once_one_stays) {
  const auto ada = add_user("ada@example.com", {"System Administrator"});
  const auto bob = add_user("bob@example.com", {"System Administrator"});
  std::atomic<int> refused = 0;
  {
    std::vector<std::jthread> threads;
    for (auto user : {ada, bob})
      threads.emplace_back([&, user]() mutable {
        user.role_ids.clear();
        if (update(user) == Change::last_administrator)
          ++refused;
      });
  }
  EXPECT_EQ(refused, 1);
}

TEST_F(UsersTest, disabling_ends_sessions_codes_and_refresh_tokens) {
  auto user = add_user("ada@example.com");
  const auto other = add_user("bob@example.com");
  const auto client = add_client("Dashboard");
  add_session(user, "ses_a");
  add_session(other, "ses_b");
  const auto grant = add_grant(client, user);
  const auto others_grant = add_grant(client, other);
  add_refresh_token(grant, "token");
  user.status = oauth::Status::disabled;
  EXPECT_EQ(update(user), Change::done);
  EXPECT_THAT(session_ids(user), IsEmpty());
  EXPECT_THAT(session_ids(other), ElementsAre("ses_b"));
  EXPECT_FALSE(is_live(grant));
  EXPECT_TRUE(is_live(others_grant));
  write([&](Transaction& tx) {
    EXPECT_EQ(grants::redeem_code(tx, code_digest(grant), now()), grants::Redeem::gone);
    EXPECT_EQ(grants::rotate_refresh_token(tx, crypto::digest_text("token"),
                                           make_refresh_token(grant, "next"), now(), now()),
              grants::Rotate::gone);
  });
  user.status = oauth::Status::active;
  EXPECT_EQ(update(user), Change::done);
  EXPECT_FALSE(is_live(grant));
}

TEST_F(UsersTest, a_disabled_user_gets_no_session) {
  auto user = make_user("ada@example.com");
  user.status = oauth::Status::disabled;
  add_user(user);
  add_session(user, "ses_a");
  EXPECT_THAT(session_ids(user), IsEmpty());
}

TEST_F(UsersTest, a_new_password_ends_the_other_sessions_and_all_grants) {
  const auto user = add_user("ada@example.com");
  const auto grant = add_grant(add_client("Dashboard"), user);
  add_session(user, "ses_a");
  add_session(user, "ses_b");
  write([&](Transaction& tx) { users::set_password(tx, user.id, "new", "ses_b", now()); });
  EXPECT_EQ(read([&](Transaction& tx) { return users::password_hash(tx, user.id); }), "new");
  EXPECT_THAT(session_ids(user), ElementsAre("ses_b"));
  EXPECT_FALSE(is_live(grant));
  write([&](Transaction& tx) { users::set_password(tx, user.id, "newer", "", now()); });
  EXPECT_THAT(session_ids(user), IsEmpty());
}

TEST_F(UsersTest, deletion_takes_everything_of_the_user_along) {
  const auto user = add_user("ada@example.com", {"Viewer"});
  const auto client = add_client("Dashboard");
  const auto grant = add_grant(client, user);
  add_refresh_token(grant, "token");
  add_session(user, "ses_a");
  write([&](Transaction& tx) {
    consents::upsert(tx, {.org_id = client.org_id,
                          .user_id = user.id,
                          .client_id = client.id,
                          .scopes = {},
                          .claims = {},
                          .granted_at = now(),
                          .updated_at = now()});
  });
  EXPECT_EQ(erase(user), Change::done);
  EXPECT_EQ(erase(user), Change::gone);
  read([&](Transaction& tx) {
    EXPECT_FALSE(users::find(tx, user.id));
    EXPECT_FALSE(users::find_login(tx, user.email));
    EXPECT_FALSE(grants::find(tx, grant.id));
    EXPECT_FALSE(grants::find_code(tx, code_digest(grant)));
    EXPECT_FALSE(grants::find_refresh_token(tx, crypto::digest_text("token")));
    EXPECT_FALSE(consents::find(tx, user.id, client.id));
    EXPECT_EQ(roles::holders(tx, role_id(org_id(), "Viewer")), 0);
  });
  EXPECT_THAT(session_ids(user), IsEmpty());
  add_user("ada@example.com");
}

TEST_F(UsersTest, list_searches_sorts_filters_and_counts) {
  const auto add = [&](const std::string& email, const std::string& first,
                       const std::string& last) {
    auto user = make_user(email, {"Viewer"});
    user.first_name = first;
    user.last_name = last;
    add_user(user);
    clock.advance(std::chrono::seconds(1));
    return user;
  };
  const auto c = add("c@example.com", "Álvaro", "Zeta");
  auto a = add("a@example.com", "bea", "Yota");
  add("B@example.com", "Cid", "Xi");
  EXPECT_THAT(emails({.sort = "email"}),
              ElementsAre("a@example.com", "B@example.com", "c@example.com"));
  EXPECT_THAT(emails({.sort = "name"}),
              ElementsAre("a@example.com", "B@example.com", "c@example.com"));
  EXPECT_THAT(emails({.sort = "created_at", .is_descending = true}),
              ElementsAre("B@example.com", "a@example.com", "c@example.com"));
  EXPECT_THAT(emails({.q = "álvaro z"}), ElementsAre("c@example.com"));
  EXPECT_THAT(emails({.q = c.id}), ElementsAre("c@example.com"));
  write([&](Transaction& tx) { users::record_sign_in(tx, a.id, now()); });
  EXPECT_THAT(emails({.page_size = 1, .sort = "last_sign_in_at", .is_descending = true}),
              ElementsAre("a@example.com"));
  a.status = oauth::Status::disabled;
  update(a);
  EXPECT_THAT(emails({}, oauth::Status::disabled), ElementsAre("a@example.com"));
  const auto page = read([&](Transaction& tx) {
    return users::list(tx, org_id(), oauth::Status::active, {.page_size = 1});
  });
  EXPECT_EQ(page.total, 2);
  EXPECT_THAT(page.items.at(0).role_ids, ElementsAre(role_id(org_id(), "Viewer")));
}

}  // namespace
}  // namespace latchkey::store
