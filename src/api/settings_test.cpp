#include "api/api_fixture.hpp"

namespace latchkey::api {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

class ApiSettingsTest : public ApiTest {
 protected:
  Reply change(const json::object& body) { return patch("/api/v1/settings", admin, body); }
  // The fields at fault; and nothing was changed.
  std::vector<std::string> faulty(const json::object& body) {
    const std::string before = get("/api/v1/settings", admin).text;
    const Reply reply = change(body);
    EXPECT_EQ(reply.status, 400U) << reply.text;
    EXPECT_EQ(get("/api/v1/settings", admin).text, before);
    return reply.faulty_fields();
  }
};

TEST_F(ApiSettingsTest, settings_begin_with_their_defaults) {
  const json::object expected{{"rbac_enabled", true},
                              {"brand_name", "Latchkey"},
                              {"access_token_lifetime_seconds", 900},
                              {"id_token_lifetime_seconds", 3600},
                              {"authorization_code_lifetime_seconds", 60},
                              {"refresh_token_idle_lifetime_seconds", 14 * 86400},
                              {"refresh_token_absolute_lifetime_seconds", 90 * 86400},
                              {"session_idle_lifetime_seconds", 8 * 3600},
                              {"session_absolute_lifetime_seconds", 7 * 86400}};
  EXPECT_EQ(get("/api/v1/settings", admin).body, json::value(expected));
}

TEST_F(ApiSettingsTest, a_change_counts_at_once_and_is_audited_with_before_and_after) {
  const Reply reply = change({{"brand_name", "MaestroHub"},
                              {"rbac_enabled", false},
                              {"access_token_lifetime_seconds", 300}});
  EXPECT_EQ(reply.status, 200U) << reply.text;
  EXPECT_EQ(get("/api/v1/settings", admin).text, reply.text);
  const auto& settings = store().snapshot()->settings_of(org_id());
  EXPECT_EQ(settings.brand_name, "MaestroHub");
  EXPECT_FALSE(settings.rbac_enabled);
  EXPECT_EQ(settings.access_token_lifetime, std::chrono::minutes(5));
  const auto event = events().front();
  EXPECT_EQ(event.action, "settings.updated");
  EXPECT_EQ(parse_json(event.details).value().at("access_token_lifetime_seconds"),
            json::value(json::object{{"from", 900}, {"to", 300}}));
  EXPECT_EQ(change({{"rbac_enabled", false}}).status, 200U);
  EXPECT_EQ(actions().size(), 1U);
}

TEST_F(ApiSettingsTest, values_have_types_and_bounds) {
  EXPECT_THAT(faulty({{"rbac_enabled", "yes"},
                      {"brand_name", ""},
                      {"access_token_lifetime_seconds", 59},
                      {"id_token_lifetime_seconds", 60.5},
                      {"authorization_code_lifetime_seconds", 601},
                      {"theme", "dark"}}),
              UnorderedElementsAre("rbac_enabled", "brand_name", "access_token_lifetime_seconds",
                                   "id_token_lifetime_seconds",
                                   "authorization_code_lifetime_seconds", "theme"));
  EXPECT_THAT(faulty({{"access_token_lifetime_seconds", 86401}}),
              ElementsAre("access_token_lifetime_seconds"));
  EXPECT_THAT(faulty({{"brand_name", std::string(61, 'x')}}), ElementsAre("brand_name"));
  EXPECT_THAT(faulty({{"brand_name", "a\nb"}}), ElementsAre("brand_name"));
  EXPECT_EQ(change({{"brand_name", std::string(60, 'x')}}).status, 200U);
}

TEST_F(ApiSettingsTest, an_idle_lifetime_does_not_exceed_the_absolute_one) {
  EXPECT_THAT(faulty({{"session_idle_lifetime_seconds", 8 * 86400}}),
              ElementsAre("session_idle_lifetime_seconds"));
  EXPECT_THAT(faulty({{"refresh_token_absolute_lifetime_seconds", 3600}}),
              ElementsAre("refresh_token_idle_lifetime_seconds"));
}

}  // namespace
}  // namespace latchkey::api
