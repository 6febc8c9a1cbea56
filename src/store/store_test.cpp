#include "store/store.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <gmock/gmock.h>
#include <thread>

#include "base/encoding.hpp"
#include "store/settings.hpp"
#include "store/signing_keys.hpp"
#include "store/store_fixture.hpp"

namespace latchkey::store {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

TEST_F(StoreTest, a_new_store_has_organization_roles_keys_and_secrets) {
  const auto snapshot = store().snapshot();
  EXPECT_TRUE(snapshot->default_org_id.starts_with("org_"));
  EXPECT_THAT(snapshot->roles, SizeIs(4));
  EXPECT_EQ(snapshot->keys->es256->key.algorithm(), crypto::Algorithm::es256);
  EXPECT_EQ(snapshot->keys->rs256->key.algorithm(), crypto::Algorithm::rs256);
  EXPECT_THAT(snapshot->keys->published.keys(), SizeIs(2));
  EXPECT_EQ(snapshot->refresh_key.reveal().size(), 32U);
  EXPECT_EQ(snapshot->csrf_key.reveal().size(), 32U);
  EXPECT_NE(snapshot->csrf_key.reveal(), snapshot->refresh_key.reveal());
  EXPECT_EQ(snapshot->settings_of(snapshot->default_org_id).brand_name, "Latchkey");
}

TEST_F(StoreTest, opened_again_it_is_the_same) {
  const auto before = store().snapshot();
  const auto client = add_client("Dashboard");
  open();
  const auto after = store().snapshot();
  EXPECT_EQ(after->default_org_id, before->default_org_id);
  EXPECT_EQ(after->refresh_key.reveal(), before->refresh_key.reveal());
  EXPECT_EQ(after->csrf_key.reveal(), before->csrf_key.reveal());
  EXPECT_EQ(after->keys->es256->kid, before->keys->es256->kid);
  EXPECT_EQ(after->keys->rs256->kid, before->keys->rs256->kid);
  EXPECT_EQ(after->roles.size(), before->roles.size());
  ASSERT_NE(after->client(client.id), nullptr);
  EXPECT_EQ(after->client(client.id)->name, "Dashboard");
}

TEST_F(StoreTest, another_sealing_key_is_refused_clearly) {
  const crypto::SealingKey other(Secret(std::string(32, 'o')));
  try {
    open(other);
    FAIL() << "opened";
  } catch (const std::runtime_error& error) {
    EXPECT_THAT(error.what(), HasSubstr("the sealing key does not fit this store"));
  }
  open();
  EXPECT_NE(store().snapshot()->keys->es256, nullptr);
}

TEST_F(StoreTest, no_private_key_or_secret_is_stored_in_the_clear) {
  const auto snapshot = store().snapshot();
  const std::vector<Secret> secrets{snapshot->refresh_key, snapshot->csrf_key,
                                    snapshot->keys->es256->key.private_der(),
                                    snapshot->keys->rs256->key.private_der()};
  const auto texts = read([](Transaction& tx) {
    const auto text = [](const db::Row& row) { return std::string(row.text(0)); };
    auto all = tx.all("SELECT box FROM server_secrets", {}, text);
    for (auto& box : tx.all("SELECT private_key FROM signing_keys", {}, text)) all.push_back(box);
    return all;
  });
  ASSERT_THAT(texts, SizeIs(4));
  for (const auto& text : texts)
    for (const auto& secret : secrets) {
      EXPECT_EQ(text.find(secret.reveal()), text.npos);
      EXPECT_EQ(text.find(base64url_encode(as_bytes(secret.reveal()))), text.npos);
    }
}

TEST_F(StoreTest, the_snapshot_shows_a_write_when_it_returns) {
  const auto client = add_client("Dashboard");
  EXPECT_NE(store().snapshot()->client(client.id), nullptr);
  oauth::Settings settings;
  settings.brand_name = "Plant";
  write([&](Transaction& tx) { settings::update(tx, org_id(), settings); });
  EXPECT_EQ(store().snapshot()->settings_of(org_id()).brand_name, "Plant");
  write([&](Transaction& tx) { return clients::erase(tx, client.org_id, client.id); });
  EXPECT_EQ(store().snapshot()->client(client.id), nullptr);
}

TEST_F(StoreTest, a_coroutine_sees_its_write_in_the_snapshot) {
  const auto client = make_client("Dashboard");
  bool is_seen = false;
  boost::asio::io_context context(1);
  const auto flow = [](Store& store, const oauth::Client& added, bool& seen) -> Task<void> {
    auto insert = [&added](Transaction& tx) { clients::insert(tx, added); };
    co_await store.write(std::move(insert));
    seen = store.snapshot()->client(added.id) != nullptr;
  };
  boost::asio::co_spawn(context, flow(store(), client, is_seen), boost::asio::detached);
  context.run();
  EXPECT_TRUE(is_seen);
}

TEST_F(StoreTest, a_snapshot_that_was_taken_does_not_change) {
  const auto before = store().snapshot();
  const auto client = add_client("Dashboard");
  EXPECT_EQ(before->client(client.id), nullptr);
  EXPECT_EQ(before->clients.size(), 0U);
}

TEST_F(StoreTest, a_transaction_that_throws_changes_neither_store_nor_snapshot) {
  const auto client = make_client("Dashboard");
  const auto failing = [&](Transaction& tx) {
    clients::insert(tx, client);
    throw std::runtime_error("changed my mind");
  };
  EXPECT_THROW(write(failing), std::runtime_error);
  EXPECT_EQ(store().snapshot()->client(client.id), nullptr);
  EXPECT_FALSE(read([&](Transaction& tx) { return clients::find(tx, client.org_id, client.id); }));
}

TEST_F(StoreTest, what_was_not_touched_is_shared_between_snapshots) {
  add_client("Dashboard");
  const auto shares_the_rest = [this] {
    const auto before = store().snapshot();
    write([&](Transaction& tx) { settings::update(tx, org_id(), oauth::Settings()); });
    const auto after = store().snapshot();
    return &before->settings.all() != &after->settings.all() &&
           &before->clients.all() == &after->clients.all() &&
           &before->roles.all() == &after->roles.all() && before->keys == after->keys;
  };
  // A database that others share may have all of it read anew between the two.
  bool is_shared = false;
  for (int attempt = 0; !is_shared && attempt < 10; ++attempt) is_shared = shares_the_rest();
  EXPECT_TRUE(is_shared);
}

TEST_F(StoreTest, a_revocation_is_in_memory_when_its_write_returns_and_after_a_restart) {
  const Time until = now() + std::chrono::minutes(15);
  write([&](Transaction& tx) { grants::revoke_access_token(tx, "jti-1", until); });
  EXPECT_TRUE(store().access_revocations().contains("jti-1"));
  EXPECT_FALSE(store().access_revocations().contains("jti-2"));
  open();
  EXPECT_TRUE(store().access_revocations().contains("jti-1"));
  clock.advance(std::chrono::minutes(15));
  open();
  EXPECT_FALSE(store().access_revocations().contains("jti-1"));
}

TEST_F(StoreTest, the_database_may_commit_after_the_store_is_gone) {
  const auto client = make_client("Dashboard");
  close_store();
  database->write_now([&](Transaction& tx) { clients::insert(tx, client); });
  open();
  EXPECT_NE(store().snapshot()->client(client.id), nullptr);
}

TEST_F(StoreTest, changes_of_many_threads_all_arrive_in_the_snapshot) {
  std::vector<oauth::Client> clients;
  for (int i = 0; i < 32; ++i) clients.push_back(make_client("client " + std::to_string(i)));
  std::atomic<int> missing = 0;
  {
    std::vector<std::jthread> threads;
    for (const auto& client : clients)
      threads.emplace_back([&] {
        add_client(client);
        if (store().snapshot()->client(client.id) == nullptr)
          ++missing;
      });
  }
  EXPECT_EQ(missing, 0);
  EXPECT_EQ(store().snapshot()->clients.size(), 32U);
}

}  // namespace
}  // namespace latchkey::store
