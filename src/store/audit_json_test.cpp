#include "store/audit_json.hpp"

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include "store/audit_hash.hpp"

namespace latchkey::store::audit {
namespace {

Record sample() {
  Record record;
  auto& event = record.event;
  event.id = 9'007'199'254'740'993;
  event.time = Time(Duration(1'767'225'600'123'456));
  event.org_id = "org_a";
  event.actor = {.id = "usr_a", .name = "Ada \"\\\n ä \u2028"};
  event.client_id = "cli_a";
  event.client_name = "Dashboard";
  event.action = "token.issued";
  event.target = {.type = "token", .id = "tok", .name = "name"};
  event.outcome = Outcome::failure;
  event.address = "192.0.2.1";
  event.request_id = "req_1";
  event.details = R"({"scope":"openid","n":[1,null,true]})";
  record.hash = chain_hash("before", event);
  return record;
}

void expect_exact(const Record& record) {
  const auto line = to_line(record);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  const auto back = record_of_line(line);
  ASSERT_TRUE(back) << line;
  EXPECT_EQ(chain_hash("before", back->event), chain_hash("before", record.event)) << line;
  EXPECT_EQ(back->hash, record.hash);
}

TEST(AuditJson, a_line_is_read_back_to_the_last_byte) {
  expect_exact(sample());
  auto record = sample();
  record.event.actor = {};
  record.event.client_id.clear();
  record.event.client_name.clear();
  expect_exact(record);
  record.event.actor.name = "only a name";
  expect_exact(record);
  record.event.actor.name = "not UTF-8: \xff\xc0";
  expect_exact(record);
}

TEST(AuditJson, details_of_any_form_are_read_back_to_the_last_byte) {
  for (const auto* details :
       {"", "{}", "{ }", R"({"a": 1})", R"({"a":1})", R"({"a":1.0})", R"({"a":1e3})", "[]", "null",
        "\"text\"", "no JSON", R"({"a":"\u00e4"})", R"({"a":1,"a":2})", R"({"a":{"b":[[[]]]}})"}) {
    auto record = sample();
    record.event.details = details;
    expect_exact(record);
  }
}

TEST(AuditJson, a_line_has_the_form_of_the_rest_api_with_organization_and_hash) {
  auto record = sample();
  record.event.actor = {};
  record.hash = "h";
  EXPECT_EQ(to_line(record),
            R"({"id":9007199254740993,"time":"2026-01-01T00:00:00.123456Z","actor":null,)"
            R"("client":{"client_id":"cli_a","name":"Dashboard"},"action":"token.issued",)"
            R"("target":{"type":"token","id":"tok","name":"name"},"outcome":"failure",)"
            R"("address":"192.0.2.1","request_id":"req_1",)"
            R"("details":{"scope":"openid","n":[1,null,true]},"org_id":"org_a","hash":"h"})");
}

TEST(AuditJson, what_is_no_event_is_refused) {
  const auto line = to_line(sample());
  for (std::size_t size = 0; size < line.size(); ++size)
    EXPECT_FALSE(record_of_line(std::string_view(line).substr(0, size)));
  for (const auto* text : {"", "{}", "[]", "null", R"({"id":1})"})
    EXPECT_FALSE(record_of_line(text)) << text;
}

}  // namespace
}  // namespace latchkey::store::audit
