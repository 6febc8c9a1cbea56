#include <boost/json/parse.hpp>

#include "api/api_fixture.hpp"

namespace latchkey::api {
namespace {

class LogLevelTest : public ApiTest {
 protected:
  const std::string path = "/api/v1/log-level";
};

TEST_F(LogLevelTest, a_change_is_in_force_once_its_event_is_there) {
  log.set_level(LogLevel::warn);
  const Reply changed = patch(path, local, {{"level", "debug"}});
  EXPECT_EQ(changed.status, 200U);
  EXPECT_EQ(changed.text_at({"level"}), "debug");
  EXPECT_EQ(changed.text_at({"configured_level"}), name(log.configured_level()));
  EXPECT_EQ(log.level(), LogLevel::debug);
  EXPECT_EQ(get(path, local).text_at({"level"}), "debug");
  const auto event = events().front();
  EXPECT_EQ(event.action, "log_level.changed");
  EXPECT_EQ(event.actor.id, "local-administrator");
  EXPECT_EQ(json::parse(event.details),
            json::parse(R"({"level": {"from": "warn", "to": "debug"}})"));
}

TEST_F(LogLevelTest, what_changes_nothing_is_no_event) {
  log.set_level(LogLevel::error);
  const auto before = events().size();
  EXPECT_EQ(patch(path, local, {{"level", "error"}}).status, 200U);
  EXPECT_EQ(events().size(), before);
}

TEST_F(LogLevelTest, what_is_no_level_changes_nothing) {
  log.set_level(LogLevel::info);
  for (const json::object& body :
       {json::object{}, json::object{{"level", "loud"}}, json::object{{"level", 1}},
        json::object{{"level", "warn"}, {"until", "noon"}}})
    EXPECT_EQ(patch(path, local, body).status, 400U) << json::serialize(body);
  EXPECT_EQ(patch(path, local, {{"level", "loud"}}).faulty_fields(),
            std::vector<std::string>{"level"});
  EXPECT_EQ(log.level(), LogLevel::info);
}

TEST_F(LogLevelTest, it_is_for_the_local_administrator_alone) {
  log.set_level(LogLevel::info);
  EXPECT_EQ(patch(path, admin, {{"level", "debug"}}).status, 404U);
  EXPECT_EQ(get(path, admin).status, 404U);
  EXPECT_EQ(log.level(), LogLevel::info);
}

}  // namespace
}  // namespace latchkey::api
