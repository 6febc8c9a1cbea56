#include "store/audit.hpp"

#include "api/api_fixture.hpp"

namespace latchkey::api {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using ::testing::UnorderedElementsAre;

class ApiAuditTest : public ApiTest {
 protected:
  store::audit::Event make_event(std::string action) {
    store::audit::Event event;
    event.time = now();
    event.org_id = org_id();
    event.actor = {.id = "usr_1", .name = "ada@example.com"};
    event.client_id = "lkc_1";
    event.client_name = "Dashboard";
    event.action = std::move(action);
    event.target = {.type = "client", .id = "lkc_2", .name = "Target"};
    event.address = "192.0.2.1";
    event.request_id = "req-0";
    event.details = R"({"scope":"openid"})";
    return event;
  }
  void add(const store::audit::Event& event) {
    write([&](store::Transaction& tx) { store::audit::append(tx, event); });
  }
  std::vector<std::string> found(const std::string& query) {
    const Reply reply = get("/api/v1/audit?" + query, admin);
    EXPECT_EQ(reply.status, 200U) << reply.text;
    return reply.items("action");
  }
};

TEST_F(ApiAuditTest, an_event_has_every_member) {
  add(make_event("token.issued"));
  const Reply reply = get("/api/v1/audit", admin);
  json::object event = reply.body.at("items").as_array().at(0).as_object();
  EXPECT_TRUE(event.at("id").is_int64());
  event.erase("id");
  const json::object expected{{"time", "2026-01-01T00:00:00Z"},
                              {"actor", {{"id", "usr_1"}, {"name", "ada@example.com"}}},
                              {"client", {{"client_id", "lkc_1"}, {"name", "Dashboard"}}},
                              {"action", "token.issued"},
                              {"target", {{"type", "client"}, {"id", "lkc_2"}, {"name", "Target"}}},
                              {"outcome", "success"},
                              {"address", "192.0.2.1"},
                              {"request_id", "req-0"},
                              {"details", {{"scope", "openid"}}}};
  EXPECT_EQ(json::value(event), json::value(expected));
}

TEST_F(ApiAuditTest, an_event_without_client_or_actor_has_null) {
  auto event = make_event("sign_in.failed");
  event.actor = {};
  event.client_id = event.client_name = event.details = "";
  add(event);
  const Reply reply = get("/api/v1/audit", admin);
  const auto& shown = reply.body.at("items").as_array().at(0);
  EXPECT_TRUE(shown.at("actor").is_null());
  EXPECT_TRUE(shown.at("client").is_null());
  EXPECT_EQ(shown.at("details"), json::value(json::object()));
}

TEST_F(ApiAuditTest, events_are_filtered_newest_first) {
  add(make_event("client.created"));
  clock.advance(std::chrono::hours(1));
  auto failure = make_event("client.deleted");
  failure.outcome = store::audit::Outcome::failure;
  failure.actor.id = "usr_2";
  failure.client_id = "lkc_9";
  add(failure);
  clock.advance(std::chrono::hours(1));
  auto last = make_event("token.issued");
  last.target.name = "Needle";
  add(last);
  EXPECT_THAT(found(""), ElementsAre("token.issued", "client.deleted", "client.created"));
  EXPECT_THAT(found("actor=usr_2"), ElementsAre("client.deleted"));
  EXPECT_THAT(found("client_id=lkc_9"), ElementsAre("client.deleted"));
  EXPECT_THAT(found("action=token.issued"), ElementsAre("token.issued"));
  EXPECT_THAT(found("action=client.*"), ElementsAre("client.deleted", "client.created"));
  EXPECT_THAT(found("outcome=failure"), ElementsAre("client.deleted"));
  EXPECT_THAT(found("from=2026-01-01T01:00:00Z"), ElementsAre("token.issued", "client.deleted"));
  EXPECT_THAT(found("to=2026-01-01T01:00:00Z"), ElementsAre("client.created"));
  EXPECT_THAT(found("q=needle"), ElementsAre("token.issued"));
  EXPECT_THAT(found("page=2&page_size=2&sort=time&order=desc"), ElementsAre("client.created"));
}

TEST_F(ApiAuditTest, a_filter_that_is_wrong_is_named) {
  const auto faulty = [&](const std::string& query) {
    return get("/api/v1/audit?" + query, admin).faulty_fields();
  };
  EXPECT_THAT(faulty("from=yesterday&to=2026-13-01T00:00:00Z&outcome=maybe"),
              UnorderedElementsAre("from", "to", "outcome"));
  EXPECT_THAT(faulty("sort=actor&order=asc&page=0"), UnorderedElementsAre("sort", "order", "page"));
  EXPECT_THAT(faulty("user=x"), ElementsAre("user"));
  EXPECT_THAT(get("/api/v1/audit.csv?page=1", admin).faulty_fields(), ElementsAre("page"));
}

TEST_F(ApiAuditTest, the_export_is_csv_that_no_spreadsheet_calculates) {
  auto event = make_event("client.created");
  event.target.name = "=HYPERLINK(\"http://evil.example\"),x";
  add(event);
  const Reply reply = get("/api/v1/audit.csv", admin);
  EXPECT_EQ(reply.status, 200U);
  EXPECT_THAT(reply.header("Content-Type"), StartsWith("text/csv; charset=utf-8"));
  EXPECT_EQ(reply.header("Content-Disposition"), "attachment; filename=\"audit.csv\"");
  EXPECT_EQ(reply.header("X-Content-Type-Options"), "nosniff");
  EXPECT_EQ(reply.header("X-Truncated"), "");
  EXPECT_THAT(reply.text, StartsWith("\"id\",\"time\",\"actor_id\",\"actor_name\",\"client_id\","
                                     "\"client_name\",\"action\",\"target_type\",\"target_id\","
                                     "\"target_name\",\"outcome\",\"address\",\"request_id\","
                                     "\"details\"\r\n"));
  EXPECT_THAT(reply.text, HasSubstr(R"("'=HYPERLINK(""http://evil.example""),x")"));
  EXPECT_THAT(reply.text, HasSubstr(R"("{""scope"":""openid""}")"));
}

TEST_F(ApiAuditTest, the_export_searches_names_as_the_list_does) {
  auto event = make_event("client.created");
  event.target.name = "Press line";
  add(event);
  event.target.name = "Order portal";
  add(event);
  const Reply reply = get("/api/v1/audit.csv?q=PRESS", admin);
  EXPECT_THAT(reply.text, HasSubstr("Press line"));
  EXPECT_THAT(reply.text, Not(HasSubstr("Order portal")));
}

TEST_F(ApiAuditTest, the_export_takes_filters_and_goes_on_beyond_one_step) {
  write([&](store::Transaction& tx) {
    for (int i = 0; i < 2500; ++i) store::audit::append(tx, make_event("token.issued"));
    store::audit::append(tx, make_event("client.created"));
  });
  const Reply reply = get("/api/v1/audit.csv?action=token.*", admin);
  EXPECT_EQ(std::ranges::count(reply.text, '\n'), 2501);
  EXPECT_THAT(reply.text, Not(HasSubstr("client.created")));
}

}  // namespace
}  // namespace latchkey::api
