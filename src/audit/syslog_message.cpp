#include "audit/syslog_message.hpp"

#include <initializer_list>
#include <spdlog/fmt/fmt.h>
#include <utility>

#include "base/timestamp.hpp"
#include "base/utf8.hpp"
#include "store/audit_json.hpp"

namespace latchkey::audit {

namespace {

constexpr int authpriv = 10;
constexpr int warning = 4;
constexpr int notice = 5;
constexpr std::size_t longest_host = 255;
constexpr std::size_t longest_message_id = 32;
// The enterprise number that RFC 5612 sets aside for documentation.
constexpr std::string_view element_id = "audit@32473";

// RFC 5424 6: printable ASCII without spaces, "-" for nothing.
std::string header_field(std::string_view text, std::size_t longest) {
  std::string field;
  for (const char c : text.substr(0, longest)) field += c > ' ' && c < 0x7f ? c : '_';
  return field.empty() ? "-" : field;
}

// RFC 5424 6.3.3: UTF-8 in which '"', '\' and ']' are escaped. Controls could end a line of a
// receiver that takes those for messages.
void append_parameter(std::string& message, std::string_view name, std::string_view value) {
  message.append(1, ' ').append(name).append("=\"");
  while (!value.empty()) {
    const auto rest = value;
    const auto character = take_character(value);
    if (!character || *character < 0x20 || *character == 0x7f) {
      message += '?';
      continue;
    }
    if (*character == U'"' || *character == U'\\' || *character == U']')
      message += '\\';
    message += rest.substr(0, rest.size() - value.size());
  }
  message += '"';
}

}  // namespace

std::string syslog_message(const store::audit::Record& record, std::string_view host,
                           std::string_view process_id) {
  const auto& event = record.event;
  const bool has_failed = event.outcome == store::audit::Outcome::failure;
  auto message =
      fmt::format("<{}>1 {} {} latchkey {} {} [{}", authpriv * 8 + (has_failed ? warning : notice),
                  format_rfc3339(event.time), header_field(host, longest_host),
                  header_field(process_id, longest_host),
                  header_field(event.action, longest_message_id), element_id);
  const std::string id = std::to_string(event.id);
  const std::initializer_list<std::pair<std::string_view, std::string_view>> parameters{
      {"id", id},
      {"organization", event.org_id},
      {"actor", event.actor.id},
      {"actor_name", event.actor.name},
      {"client", event.client_id},
      {"target_type", event.target.type},
      {"target", event.target.id},
      {"outcome", store::audit::name(event.outcome)},
      {"address", event.address},
      {"request_id", event.request_id}};
  for (const auto& [name, value] : parameters)
    if (!value.empty())
      append_parameter(message, name, value);
  return message + "] " + store::audit::to_line(record);
}

}  // namespace latchkey::audit
