#include <algorithm>
#include <chrono>
#include <map>
#include <memory>
#include <spdlog/fmt/fmt.h>
#include <thread>

#include "cli/audit.hpp"
#include "cli/audit_query.hpp"
#include "cli/plain_text.hpp"
#include "cli/terminal.hpp"
#include "cli/view.hpp"

namespace latchkey::cli {

namespace {

constexpr auto pause = std::chrono::milliseconds(500);

struct Given {
  AuditQuery query;
  std::size_t lines = 10;
};

std::string line_of(const json::object& event) {
  std::string line = fmt::format("{}  {}", time_of(event, "time"), text_of(event, "action"));
  if (text_of(event, "outcome") != "success")
    line += fmt::format(" ({})", text_of(event, "outcome"));
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> parts{
      {{"by", "actor"}, {"through", "client"}, {"on", "target"}}};
  for (const auto& [word, who] : parts)
    if (const auto name = name_in_event(event, who); !name.empty())
      line += fmt::format("  {} {}", word, name);
  if (const auto address = text_of(event, "address"); !address.empty())
    line += "  from " + address;
  return plain_text(line) + "\n";
}

// Events newer than the last one it gave of the same node, oldest first. A node's ids grow with
// time, each in a range of its own.
class Follower {
 public:
  Follower(const ServerApi& server, Parameters query) : server_(server), query_(std::move(query)) {}

  std::vector<json::object> newest(std::size_t count) {
    // Where the log stands is needed also when nothing is to be shown.
    auto events = take(fetch(std::max<std::size_t>(count, 1)));
    if (count == 0)
      events.clear();
    return events;
  }
  std::vector<json::object> arrived() {
    for (std::size_t count = 100;; count *= 4) {
      const auto events = fetch(count);
      if (events.size() < count || !is_fresh(events.back()))
        return take(events);
    }
  }

 private:
  [[nodiscard]] json::array fetch(std::size_t count) const {
    return server_.list("/audit", query_, count).at("items").as_array();
  }
  std::vector<json::object> take(const json::array& events) {
    std::vector<json::object> fresh;
    for (const auto& event : events)
      if (is_fresh(event))
        fresh.push_back(event.as_object());
    std::ranges::reverse(fresh);
    for (const auto& event : fresh) last_of_node(event) = event.at("id").as_int64();
    return fresh;
  }
  [[nodiscard]] bool is_fresh(const json::value& event) {
    return event.at("id").as_int64() > last_of_node(event.as_object());
  }
  std::int64_t& last_of_node(const json::object& event) {
    return last_[event.at("id").as_int64() >> 40];
  }

  const ServerApi& server_;
  Parameters query_;
  std::map<std::int64_t, std::int64_t> last_;
};

// Until it is interrupted, or the server goes away.
void follow(const Context& context, const Given& given) {
  const ServerApi server = context.server();
  Follower follower(server, given.query.parameters(server, context.clock().now()));
  for (auto events = follower.newest(given.lines);; events = follower.arrived()) {
    for (const auto& event : events)
      if (context.is_json())
        Context::show_json(event);
      else
        print(line_of(event));
    finish_output();
    std::this_thread::sleep_for(pause);
  }
}

}  // namespace

void add_audit_tail(CLI::App& group, Context& context) {
  const auto given = std::make_shared<Given>();
  auto& command = add_command(group, context,
                              {.name = "tail",
                               .description = "Show events as they happen, until Ctrl-C",
                               .examples = {"audit tail", "audit tail --action \"sign_in.*\" -n 0",
                                            "audit tail --json | jq .action"}},
                              [&context, given] { follow(context, *given); });
  given->query.add_to(command);
  command.add_option("-n,--lines", given->lines, "Begin with that many that have happened; 10")
      ->type_name("N")
      ->check(CLI::Range(std::size_t{0}, std::size_t{10'000}));
}

}  // namespace latchkey::cli
