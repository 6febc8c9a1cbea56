#include "api/api_fixture.hpp"
#include "store/key_rotation.hpp"

namespace latchkey::api {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class ApiKeysTest : public ApiTest {
 protected:
  std::vector<std::string> published() {
    std::vector<std::string> kids;
    for (const auto& key : store().snapshot()->keys->published.keys()) kids.push_back(key.kid);
    return kids;
  }
  static std::vector<std::string> consequences(const Reply& reply) {
    std::vector<std::string> texts;
    for (const auto& text : reply.body.at("consequences").as_array())
      texts.emplace_back(text.as_string());
    return texts;
  }
  Reply rotate(const json::object& body = {}) { return post("/api/v1/keys/rotate", admin, body); }
  Credentials administrators_token() {
    auto scopes = catalogue.all();
    scopes.insert("profile");
    scopes.insert("email");
    return token_of(administrator, client, scopes);
  }
  std::vector<store::audit::Event> key_events() {
    auto found = events();
    std::erase_if(found, [](const auto& event) { return event.target.type != "signing_key"; });
    return found;
  }

  const oauth::Client client = add_client("Console");
};

TEST_F(ApiKeysTest, keys_are_listed_with_state_and_times_and_never_a_private_part) {
  const Reply reply = get("/api/v1/keys", admin);
  EXPECT_EQ(reply.status, 200U);
  EXPECT_THAT(reply.items("algorithm"), UnorderedElementsAre("ES256", "RS256"));
  EXPECT_THAT(reply.items("state"), ElementsAre("current", "current"));
  EXPECT_THAT(reply.items("kid"), ::testing::UnorderedElementsAreArray(published()));
  EXPECT_EQ(reply.body.at("items").at(0).at("published_at"), "2026-01-01T00:00:00Z");
  EXPECT_TRUE(reply.body.at("items").at(0).at("retired_at").is_null());
  EXPECT_EQ(reply.at({"rotation", "interval_seconds"}), 90 * 86400);
  EXPECT_EQ(reply.text_at({"rotation", "next_at"}), "2026-04-01T00:00:00Z");
  for (const std::string member : {"private", "\"d\"", "\"n\"", "box"})
    EXPECT_THAT(reply.text, Not(HasSubstr(member)));
}

TEST_F(ApiKeysTest, a_rotation_signs_with_new_keys_at_once_and_old_tokens_stay_valid) {
  const auto before = published();
  const auto token = administrators_token();
  const Reply reply = rotate();
  EXPECT_EQ(reply.status, 200U) << reply.text;
  EXPECT_THAT(reply.items("state"),
              UnorderedElementsAre("current", "current", "retired", "retired"));
  EXPECT_EQ(reply.at({"emergency"}), false);
  EXPECT_THAT(reply.body.at("removed").as_array(), IsEmpty());
  for (const auto& kid : before) EXPECT_THAT(published(), Contains(kid));
  EXPECT_THAT(before, Not(Contains(store().snapshot()->keys->es256->kid)));
  EXPECT_EQ(get("/api/v1/me", token).status, 200U);
  EXPECT_EQ(get("/api/v1/me", administrators_token()).status, 200U);
  const auto recorded = key_events();
  EXPECT_THAT(recorded, SizeIs(2));
  EXPECT_EQ(recorded.front().action, "signing_key.rotated");
  EXPECT_EQ(recorded.front().actor.id, administrator.id);
  EXPECT_EQ(recorded.front().target.id, store().snapshot()->keys->rs256->kid);
}

TEST_F(ApiKeysTest, an_emergency_rotation_kills_every_token_signed_before_and_says_so) {
  const auto before = published();
  const auto token = administrators_token();
  add_grant(client, administrator);
  const Reply reply = rotate({{"emergency", true}});
  EXPECT_EQ(reply.status, 200U) << reply.text;
  EXPECT_THAT(reply.items("state"), ElementsAre("current", "current"));
  EXPECT_THAT(reply.body.at("removed").as_array(), SizeIs(2));
  EXPECT_EQ(reply.at({"live_grants"}), 1);
  EXPECT_THAT(consequences(reply),
              AllOf(Contains(HasSubstr("refused")), Contains(HasSubstr("Live grants of users: 1.")),
                    Contains(HasSubstr("refresh tokens still work")),
                    Contains(HasSubstr("jwks.json")), Contains(HasSubstr("id_token_hint"))));
  for (const auto& kid : before) EXPECT_THAT(published(), Not(Contains(kid)));
  EXPECT_EQ(get("/api/v1/me", token).status, 401U);
  EXPECT_EQ(get("/api/v1/me", administrators_token()).status, 200U);
  std::vector<std::string> done;
  for (const auto& event : key_events()) {
    done.push_back(event.action);
    EXPECT_THAT(event.details, HasSubstr("\"emergency\":true"));
  }
  EXPECT_THAT(done, UnorderedElementsAre("signing_key.removed", "signing_key.removed",
                                         "signing_key.rotated", "signing_key.rotated"));
}

TEST_F(ApiKeysTest, what_is_no_rotation_is_refused_and_changes_nothing) {
  const auto before = published();
  EXPECT_THAT(rotate({{"emergency", "yes"}}).faulty_fields(), ElementsAre("emergency"));
  EXPECT_THAT(rotate({{"now", true}}).faulty_fields(), ElementsAre("now"));
  EXPECT_EQ(send(http::Method::post, "/api/v1/keys/rotate", admin, "emergency=true",
                 {{"content-type", "application/x-www-form-urlencoded"}})
                .status,
            415U);
  EXPECT_EQ(published(), before);
  EXPECT_THAT(key_events(), IsEmpty());
}

}  // namespace
}  // namespace latchkey::api
