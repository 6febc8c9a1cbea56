#include "cli/audit_query.hpp"

#include <charconv>
#include <spdlog/fmt/fmt.h>

#include "base/timestamp.hpp"
#include "cli/failure.hpp"
#include "cli/plain_text.hpp"
#include "cli/reference.hpp"
#include "cli/view.hpp"

namespace latchkey::cli {

namespace {

std::chrono::seconds unit_of(char letter) {
  switch (letter) {
    case 's':
      return std::chrono::seconds(1);
    case 'm':
      return std::chrono::minutes(1);
    case 'h':
      return std::chrono::hours(1);
    case 'd':
      return std::chrono::days(1);
    default:
      return {};
  }
}

// Those who act and are no users.
bool is_no_user(const std::string& actor) {
  return actor == "system" || actor == "local-administrator";
}

}  // namespace

std::string point_in_time(const std::string& text, Time now) {
  constexpr std::int64_t most = 1'000'000;
  if (const auto time = parse_rfc3339(text))
    return text;
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  const bool is_span = error == std::errc{} && end + 1 == text.data() + text.size();
  const auto unit = is_span ? unit_of(*end) : std::chrono::seconds(0);
  if (unit.count() == 0 || count < 0 || count > most)
    throw misused(fmt::format(
        "\"{}\" is no time: give 2026-01-31T12:00:00Z, or 90s, 15m, 24h, 7d for so long ago",
        plain_text(text)));
  return format_rfc3339(now - count * unit);
}

void AuditQuery::add_to(CLI::App& command) {
  command
      .add_option("--actor", actor_,
                  "Who did it: e-mail address or id, local-administrator, or system")
      ->type_name("USER");
  command.add_option("--client", client_, "The client involved: name or id")->type_name("CLIENT");
  command.add_option("--action", action_, "For example token.issued, or sign_in.* for all of them")
      ->type_name("ACTION");
  one_of(command.add_option("--outcome", outcome_, "Only those"), {"success", "failure"});
  command.add_option("--since", since_, "From then on: an RFC 3339 time, or 15m, 24h, 7d ago")
      ->type_name("TIME");
  command.add_option("--until", until_, "Before then")->type_name("TIME");
  command.add_option("--search", search_, "Only where actor, client or target has this text")
      ->type_name("TEXT");
}

Parameters AuditQuery::parameters(const ServerApi& server, Time now) const {
  Parameters query;
  const auto add = [&query](const char* name, std::string value) {
    if (!value.empty())
      query.emplace_back(name, std::move(value));
  };
  // Ids are taken as they are: those of deleted users and clients are found in the log alone.
  if (actor_.starts_with("usr_") || is_no_user(actor_))
    add("actor", actor_);
  else if (!actor_.empty())
    add("actor", text_of(find_user(server, actor_), "id"));
  if (client_.starts_with("lkc_"))
    add("client_id", client_);
  else if (!client_.empty())
    add("client_id", text_of(find_client(server, client_), "client_id"));
  add("action", action_);
  add("outcome", outcome_);
  add("from", since_.empty() ? std::string() : point_in_time(since_, now));
  add("to", until_.empty() ? std::string() : point_in_time(until_, now));
  add("q", search_);
  return query;
}

}  // namespace latchkey::cli
