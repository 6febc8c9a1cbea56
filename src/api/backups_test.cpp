#include <boost/json/parse.hpp>

#include "api/api_fixture.hpp"

namespace latchkey::api {
namespace {

class BackupsTest : public ApiTest {
 protected:
  const std::string path = "/api/v1/backups";
};

TEST_F(BackupsTest, a_backup_is_an_event_of_the_local_administrator) {
  const json::object told{{"file", "/backup/today"},
                          {"succeeded", true},
                          {"has_sealing_key", true},
                          {"last_event_id", 7}};
  EXPECT_EQ(post(path, local, told).status, 204U);
  const auto event = events().front();
  EXPECT_EQ(event.action, "backup.taken");
  EXPECT_EQ(event.actor.id, "local-administrator");
  EXPECT_EQ(event.outcome, store::audit::Outcome::success);
  EXPECT_EQ(
      json::parse(event.details),
      json::parse(R"({"file": "/backup/today", "has_sealing_key": true, "last_event_id": 7})"));
}

TEST_F(BackupsTest, one_that_failed_is_an_event_with_the_reason) {
  const json::object told{{"file", "/full/today"}, {"succeeded", false}, {"reason", "disk full"}};
  EXPECT_EQ(post(path, local, told).status, 204U);
  const auto event = events().front();
  EXPECT_EQ(event.outcome, store::audit::Outcome::failure);
  EXPECT_EQ(json::parse(event.details),
            json::parse(R"({"file": "/full/today", "reason": "disk full"})"));
}

TEST_F(BackupsTest, what_says_too_little_or_too_much_is_no_event) {
  const auto before = events().size();
  EXPECT_EQ(post(path, local, {{"succeeded", true}}).faulty_fields(),
            std::vector<std::string>{"file"});
  EXPECT_EQ(post(path, local, {{"file", "/backup/today"}}).faulty_fields(),
            std::vector<std::string>{"succeeded"});
  EXPECT_EQ(
      post(path, local, {{"file", "x"}, {"succeeded", true}, {"sealing_key", "x"}}).faulty_fields(),
      std::vector<std::string>{"sealing_key"});
  EXPECT_EQ(events().size(), before);
}

TEST_F(BackupsTest, it_is_for_the_local_administrator_alone) {
  const json::object told{{"file", "/backup/today"}, {"succeeded", true}};
  EXPECT_EQ(post(path, admin, told).status, 404U);
}

}  // namespace
}  // namespace latchkey::api
