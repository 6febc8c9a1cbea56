#include "audit/syslog_message.hpp"

#include <gmock/gmock.h>

#include "store/audit_json.hpp"

namespace latchkey::audit {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

store::audit::Record sample() {
  store::audit::Record record;
  record.event.id = 7;
  record.event.time = Time(std::chrono::sys_days{std::chrono::year{2026} / 1 / 31});
  record.event.org_id = "org_a";
  record.event.actor = {.id = "usr_a", .name = "Ada \"]\\ ä"};
  record.event.action = "token.issued";
  record.event.target = {.type = "token", .id = "tok_1", .name = ""};
  record.event.address = "192.0.2.1";
  record.event.request_id = "req_1";
  record.hash = "h";
  return record;
}

TEST(SyslogMessage, rfc5424_6_header_structured_data_and_message) {
  EXPECT_EQ(syslog_message(sample(), "host.example", "42"),
            "<85>1 2026-01-31T00:00:00Z host.example latchkey 42 token.issued [audit@32473 "
            "id=\"7\" organization=\"org_a\" actor=\"usr_a\" actor_name=\"Ada \\\"\\]\\\\ ä\" "
            "target_type=\"token\" target=\"tok_1\" outcome=\"success\" address=\"192.0.2.1\" "
            "request_id=\"req_1\"] " +
                store::audit::to_line(sample()));
}

TEST(SyslogMessage, what_failed_is_a_warning) {
  auto record = sample();
  record.event.outcome = store::audit::Outcome::failure;
  EXPECT_THAT(syslog_message(record, "h", "1"), StartsWith("<84>1 "));
}

TEST(SyslogMessage, rfc5424_6_2_a_header_field_is_printable_ascii_of_bounded_length) {
  auto record = sample();
  record.event.action = "a b\nc" + std::string(40, 'x');
  EXPECT_THAT(syslog_message(record, "my host\n", ""),
              HasSubstr(" my_host_ latchkey - a_b_c" + std::string(27, 'x') + " ["));
  EXPECT_THAT(syslog_message(record, "", "1"), HasSubstr("Z - latchkey 1 "));
}

TEST(SyslogMessage, no_name_can_begin_a_line_or_leave_its_quotes) {
  auto record = sample();
  record.event.actor.name = "x\n<0>1 - forged\xff\"] y";
  const auto message = syslog_message(record, "h", "1");
  EXPECT_EQ(message.find('\n'), std::string::npos);
  EXPECT_THAT(message, HasSubstr(R"(actor_name="x?<0>1 - forged?\"\] y")"));
}

}  // namespace
}  // namespace latchkey::audit
