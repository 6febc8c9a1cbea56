#include <memory>
#include <spdlog/fmt/fmt.h>

#include "cli/commands.hpp"
#include "cli/failure.hpp"
#include "cli/list.hpp"
#include "cli/reference.hpp"
#include "cli/terminal.hpp"
#include "cli/user.hpp"
#include "cli/view.hpp"

namespace latchkey::cli {

namespace {

struct Given {
  std::string user;
  std::string session;
  bool ends_all = false;
  bool is_confirmed = false;
};

void list(const Context& context, const Given& given) {
  const ServerApi server = context.server();
  const auto found = server.list(user_path(find_user(server, given.user)) + "/sessions", {});
  if (context.is_json())
    return Context::show_json(found);
  Table table({"SESSION ID", "ADDRESS", "BROWSER", "SIGNED IN (UTC)", "LAST SEEN (UTC)"});
  for (const auto& item : found.at("items").as_array()) {
    const json::object& session = item.as_object();
    table.add({text_of(session, "id"), text_of(session, "address"), text_of(session, "user_agent"),
               short_time_of(session, "created_at"), short_time_of(session, "last_seen_at")});
  }
  show_list(context, table, found, "session");
}

void end(const Context& context, const Given& given) {
  if (given.session.empty() != given.ends_all)
    throw misused("name one session, or give --all");
  const ServerApi server = context.server();
  const json::object user = find_user(server, given.user);
  const std::string sessions = user_path(user) + "/sessions";
  if (given.ends_all) {
    Context::confirm(fmt::format("End all sessions of {}, and every token it gave to applications?",
                                 user_title(user)),
                     given.is_confirmed);
    server.erase(sessions);
  } else {
    server.erase(sessions + "/" + path_segment(given.session));
  }
  if (!context.is_json())
    print(given.ends_all ? fmt::format("Ended all sessions of {}\n", user_title(user))
                         : fmt::format("Ended {} of {}\n", given.session, user_title(user)));
}

}  // namespace

void add_session_commands(CLI::App& app, Context& context) {
  CLI::App& group = add_group(app, "session", "See and end the browser sessions of a user");
  const auto given = std::make_shared<Given>();
  auto& list_sessions = add_command(group, context,
                                    {.name = "list",
                                     .description = "List where a user is signed in",
                                     .examples = {"session list grace@example.com"}},
                                    [&context, given] { list(context, *given); });
  auto& end_sessions = add_command(
      group, context,
      {.name = "end",
       .description = "End one session with its tokens, or everything the user has open",
       .examples = {"session end grace@example.com ses_4d2h...",
                    "session end grace@example.com --all --yes"}},
      [&context, given] { end(context, *given); });
  for (auto* command : {&list_sessions, &end_sessions})
    command->add_option("user", given->user, "E-mail address, or user id")->required();
  end_sessions.add_option("session", given->session, "Id of the session");
  end_sessions.add_flag("--all", given->ends_all, "Every session, and every grant");
  add_yes_option(end_sessions, given->is_confirmed);
}

}  // namespace latchkey::cli
