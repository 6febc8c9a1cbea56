#include "resource/key_cache.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "resource/issuer_fixture.hpp"

namespace latchkey::resource {
namespace {

using namespace std::chrono_literals;

class KeyCacheTest : public testing::Test {
 protected:
  [[nodiscard]] bool knows(const jose::PrivateKey& key) const {
    const auto known = keys.keys(issuer.now());
    return known && known->set->find(key.kid);
  }
  [[nodiscard]] std::uint64_t generation() const { return keys.keys(issuer.now())->generation; }

  fixture::Issuer issuer;
  Settings settings = issuer.settings();
  KeyCache keys{settings};
};

TEST_F(KeyCacheTest, has_nothing_before_the_first_fetch) {
  EXPECT_FALSE(keys.keys(issuer.now()));
  EXPECT_FALSE(keys.holds(0, issuer.now()));
}

TEST_F(KeyCacheTest, finds_the_keys_by_discovery_and_remembers_where_they_are) {
  EXPECT_EQ(keys.refetch(), std::nullopt);
  EXPECT_TRUE(knows(issuer.key));
  issuer.pass(settings.refetch_interval);
  EXPECT_EQ(keys.refetch(), std::nullopt);
  EXPECT_EQ(issuer.fetches("/.well-known/openid-configuration"), 1);
  EXPECT_EQ(issuer.fetches("/jwks"), 2);
}

TEST_F(KeyCacheTest, fetches_once_in_the_interval_at_most) {
  for (int i = 0; i < 10; ++i) keys.refetch();
  EXPECT_EQ(issuer.fetches("/jwks"), 1);
  issuer.pass(settings.refetch_interval - 1s);
  keys.refetch();
  EXPECT_EQ(issuer.fetches("/jwks"), 1);
  issuer.pass(1s);
  keys.refetch();
  EXPECT_EQ(issuer.fetches("/jwks"), 2);
}

TEST_F(KeyCacheTest, a_clock_that_was_set_back_does_not_hold_fetches_up) {
  keys.refetch();
  issuer.pass(-24h);
  keys.refetch();
  EXPECT_EQ(issuer.fetches("/jwks"), 2);
}

TEST_F(KeyCacheTest, a_new_key_leaves_the_generation_and_a_withdrawn_one_ends_it) {
  keys.refetch();
  const auto before = generation();
  const auto next = fixture::make_key();
  issuer.publish({issuer.key, next});
  issuer.pass(settings.refetch_interval);
  keys.refetch();
  EXPECT_TRUE(knows(next));
  EXPECT_EQ(generation(), before);
  EXPECT_TRUE(keys.holds(before, issuer.now()));

  issuer.publish({next});
  issuer.pass(settings.refetch_interval);
  keys.refetch();
  EXPECT_FALSE(knows(issuer.key));
  EXPECT_FALSE(keys.holds(before, issuer.now()));
}

TEST_F(KeyCacheTest, another_key_under_the_same_kid_ends_the_generation) {
  keys.refetch();
  const auto before = generation();
  auto impostor = fixture::make_key();
  impostor.kid = issuer.key.kid;
  issuer.publish({impostor});
  issuer.pass(settings.refetch_interval);
  keys.refetch();
  EXPECT_NE(generation(), before);
}

TEST_F(KeyCacheTest, keys_hold_for_a_bounded_time_while_the_issuer_is_down) {
  keys.refetch();
  const auto before = generation();
  issuer.break_down();
  issuer.pass(settings.keys_usable_for - 1s);
  EXPECT_NE(keys.refetch(), std::nullopt);
  EXPECT_TRUE(knows(issuer.key));
  issuer.pass(1s);
  EXPECT_FALSE(keys.keys(issuer.now()));
  EXPECT_FALSE(keys.holds(before, issuer.now()));

  issuer.recover();
  issuer.pass(settings.refetch_interval);
  EXPECT_EQ(keys.refetch(), std::nullopt);
  EXPECT_TRUE(knows(issuer.key));
}

TEST_F(KeyCacheTest, a_fetch_that_was_put_off_repeats_what_the_last_one_said) {
  issuer.break_down();
  const auto fault = keys.refetch();
  ASSERT_TRUE(fault);
  issuer.recover();
  EXPECT_EQ(keys.refetch(), fault);
}

TEST_F(KeyCacheTest, a_fetch_that_throws_has_failed) {
  settings.fetch = [](const FetchRequest&) -> FetchAnswer { throw std::runtime_error("no luck"); };
  EXPECT_THAT(keys.refetch().value_or(""), testing::HasSubstr("no luck"));
}

struct Document {
  std::string path;
  FetchAnswer answer;
};

class KeyCacheDocuments : public KeyCacheTest, public testing::WithParamInterface<Document> {};

TEST_P(KeyCacheDocuments, that_are_wrong_bring_no_keys) {
  issuer.answer(GetParam().path, GetParam().answer);
  EXPECT_NE(keys.refetch(), std::nullopt);
  EXPECT_FALSE(keys.keys(issuer.now()));
}

const std::string discovery = "/.well-known/openid-configuration";
INSTANTIATE_TEST_SUITE_P(
    All, KeyCacheDocuments,
    testing::Values(
        Document{discovery, {500, ""}}, Document{discovery, {200, "<html>"}},
        Document{discovery, {200, "[]"}},
        Document{discovery, {200, R"({"issuer":"https://id.example.com"})"}},
        Document{
            discovery,
            {200, R"({"issuer":"https://evil.example","jwks_uri":"https://id.example.com/jwks"})"}},
        Document{
            discovery,
            {200,
             R"({"issuer":"https://id.example.com","jwks_uri":"http://id.example.com/jwks"})"}},
        Document{"/jwks", {302, ""}}, Document{"/jwks", {200, R"({"keys":5})"}},
        Document{"/jwks", {200, R"({"keys":[5]})"}}, Document{"/jwks", {200, R"({"keys":[]})"}},
        Document{"/jwks", {200, R"({"keys":[{"kty":"OKP","crv":"Ed25519","x":"AA"}]})"}}));

TEST_F(KeyCacheTest, rfc7517_5_keys_of_another_kind_are_passed_over) {
  auto set = jose::KeySet({{issuer.key.kid, issuer.key.key.verification_key()}}).to_jwks();
  set["keys"].as_array().insert(set["keys"].as_array().begin(),
                                json::object{{"kty", "OKP"}, {"crv", "Ed25519"}});
  issuer.answer("/jwks", {200, json::serialize(set)});
  EXPECT_EQ(keys.refetch(), std::nullopt);
  EXPECT_TRUE(knows(issuer.key));
}

TEST_F(KeyCacheTest, a_given_address_needs_no_discovery) {
  settings.jwks_uri = std::string(fixture::issuer_url) + "/jwks";
  EXPECT_EQ(keys.refetch(), std::nullopt);
  EXPECT_EQ(issuer.fetches(discovery), 0);
}

}  // namespace
}  // namespace latchkey::resource
