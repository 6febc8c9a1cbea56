// A store on a database of its own, for tests: an SQLite file, or a PostgreSQL database where the
// environment asks for that. Time stands still until it is moved.
#pragma once

#include <atomic>
#include <filesystem>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <vector>

#include "base/temporary_directory.hpp"
#include "crypto/digest.hpp"
#include "crypto/seal.hpp"
#include "crypto/system_random.hpp"
#include "db/migrations.hpp"
#include "db/postgres.hpp"
#include "db/postgres/test_database.hpp"
#include "db/sqlite.hpp"
#include "oauth/model/permission.hpp"
#include "store/clients.hpp"
#include "store/grants.hpp"
#include "store/organizations.hpp"
#include "store/roles.hpp"
#include "store/store.hpp"
#include "store/users.hpp"

namespace latchkey::store {

// Thread-safe.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Time start) : now_(start.time_since_epoch().count()) {}
  [[nodiscard]] Time now() const override { return Time(Duration(now_.load())); }
  void advance(Duration by) { now_ += by.count(); }

 private:
  std::atomic<Duration::rep> now_;
};

// Opened anew it finds what it held before. Each begins as a copy of one new store, for RSA keys
// are slow to make.
class StoreFixture {
 public:
  static constexpr Time start{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1}};

  explicit StoreFixture(bool on_server = db::postgres::is_tested()) {
    if (on_server)
      server_database.emplace(new_server_store());
    else
      std::filesystem::copy_file(new_store(), file());
    open();
  }

  void open() { open(sealing_key); }
  void open(const crypto::SealingKey& key) {
    close();
    database = open_database();
    db::migrate(*database);
    store_ = std::make_unique<Store>(Store::Dependencies{
        .database = *database, .sealing_key = key, .clock = clock, .random = random});
  }
  void close() {
    store_.reset();
    database.reset();
  }
  void close_store() { store_.reset(); }
  [[nodiscard]] std::unique_ptr<db::Database> open_database() const {
    if (server_database)
      return db::open_postgres({.url = server_database->url(), .readers = 2});
    return db::open_sqlite({.file = file()});
  }

  [[nodiscard]] Store& store() { return *store_; }
  [[nodiscard]] std::filesystem::path file() const { return directory.path() / "latchkey.db"; }
  [[nodiscard]] Time now() const { return clock.now(); }

  template <class Fn>
  auto write(Fn fn) {
    return store().write_now(std::move(fn));
  }
  template <class Fn>
  auto read(Fn fn) {
    return store().read_now(std::move(fn));
  }

  [[nodiscard]] std::string org_id() { return store().snapshot()->default_org_id; }
  std::string add_organization(const std::string& name) {
    auto id = make_id(random, "org_");
    write([&](Transaction& tx) { organizations::insert(tx, id, name, random, now()); });
    return id;
  }
  // The id of a role by its name.
  std::string role_id(const std::string& org, std::string_view name) {
    for (const auto& [id, role] : store().snapshot()->roles)
      if (role->org_id == org && role->name == name)
        return id;
    throw std::logic_error("no such role");
  }

  [[nodiscard]] oauth::User make_user(const std::string& email,
                                      const std::vector<std::string>& role_names = {}) {
    oauth::User user;
    user.id = make_id(random, "usr_");
    user.org_id = org_id();
    user.email = email;
    user.first_name = "Ada";
    user.last_name = "Lovelace";
    for (const auto& name : role_names) user.role_ids.push_back(role_id(user.org_id, name));
    user.created_at = now();
    user.updated_at = now();
    return user;
  }
  oauth::User add_user(const oauth::User& user, const std::string& password_hash = "hash") {
    const auto inserted =
        write([&](Transaction& tx) { return users::insert(tx, user, password_hash); });
    EXPECT_EQ(inserted, users::Insert::inserted);
    return user;
  }
  oauth::User add_user(const std::string& email, const std::vector<std::string>& role_names = {}) {
    return add_user(make_user(email, role_names));
  }

  [[nodiscard]] oauth::Client make_client(const std::string& name) {
    oauth::Client client;
    client.id = make_id(random, "cli_");
    client.org_id = org_id();
    client.name = name;
    client.description = "A client for tests";
    client.grant_types = {oauth::GrantType::authorization_code, oauth::GrantType::refresh_token};
    client.redirect_uris = {"https://app.example/cb"};
    client.scopes = oauth::ScopeSet({"openid", "profile", "pipelines:read"});
    client.created_by = "usr_creator";
    client.created_at = now();
    client.updated_by = "usr_creator";
    client.updated_at = now();
    return client;
  }
  oauth::Client add_client(const oauth::Client& client) {
    write([&](Transaction& tx) { clients::insert(tx, client); });
    return client;
  }
  oauth::Client add_client(const std::string& name) { return add_client(make_client(name)); }

  // A grant that lives 90 days with a code of 60 seconds, of the value "code-" + its id.
  oauth::Grant add_grant(const oauth::Client& client, const oauth::User& user,
                         const std::string& session_id = "ses_none") {
    oauth::Grant grant{.id = make_id(random, "grt_"),
                       .org_id = client.org_id,
                       .client_id = client.id,
                       .user_id = user.id,
                       .session_id = session_id,
                       .scopes = oauth::ScopeSet({"openid", "profile"}),
                       .claims = {.userinfo = {"name"}, .id_token = {"email"}},
                       .auth_time = now(),
                       .created_at = now(),
                       .expires_at = now() + std::chrono::hours(24 * 90),
                       .revoked_at = {}};
    const oauth::AuthorizationCode code{.digest = code_digest(grant),
                                        .grant_id = grant.id,
                                        .client_id = client.id,
                                        .redirect_uri = "https://app.example/cb",
                                        .code_challenge = "challenge",
                                        .nonce = "nonce",
                                        .expires_at = now() + std::chrono::seconds(60),
                                        .redeemed_at = {}};
    write([&](Transaction& tx) { grants::insert(tx, grant, code); });
    return grant;
  }
  static std::string code_digest(const oauth::Grant& grant) {
    return crypto::digest_text("code-" + grant.id);
  }

  // Not stored. It lives 14 days from now.
  [[nodiscard]] oauth::RefreshToken make_refresh_token(const oauth::Grant& grant,
                                                       std::string_view value) const {
    return {.digest = crypto::digest_text(value),
            .grant_id = grant.id,
            .created_at = now(),
            .expires_at = now() + std::chrono::hours(24 * 14),
            .rotated_at = {}};
  }
  oauth::RefreshToken add_refresh_token(const oauth::Grant& grant, std::string_view value) {
    auto token = make_refresh_token(grant, value);
    write([&](Transaction& tx) { grants::insert_refresh_token(tx, token); });
    return token;
  }

  TemporaryDirectory directory;
  ManualClock clock{start};
  crypto::SystemRandom random;
  oauth::PermissionCatalogue catalogue = oauth::PermissionCatalogue::standard();
  crypto::SealingKey sealing_key{Secret(std::string(32, 'k'))};
  std::optional<db::postgres::TemporaryDatabase> server_database;
  std::unique_ptr<db::Database> database;

 private:
  struct Unopened {};
  explicit StoreFixture(Unopened) {}

  // The name of a database that nobody is connected to.
  static const std::string& new_server_store() {
    static const db::postgres::TemporaryDatabase kept;
    [[maybe_unused]] static const bool is_made = [] {
      StoreFixture fixture{Unopened()};
      fixture.server_database.emplace();
      fixture.open();
      fixture.close();
      db::postgres::TemporaryDatabase::run("DROP DATABASE " + kept.name());
      db::postgres::TemporaryDatabase::run(fmt::format(
          "CREATE DATABASE {} TEMPLATE {}", kept.name(), fixture.server_database->name()));
      return true;
    }();
    return kept.name();
  }

  static const std::filesystem::path& new_store() {
    static const TemporaryDirectory kept;
    static const auto path = [] {
      StoreFixture fixture{Unopened()};
      fixture.open();
      fixture.close();
      auto copy = kept.path() / "new.db";
      std::filesystem::copy_file(fixture.file(), copy);
      return copy;
    }();
    return path;
  }

  std::unique_ptr<Store> store_;
};

class StoreTest : public ::testing::Test, public StoreFixture {};

}  // namespace latchkey::store
