#include <algorithm>
#include <memory>
#include <spdlog/fmt/fmt.h>

#include "cli/commands.hpp"
#include "cli/failure.hpp"
#include "cli/terminal.hpp"
#include "cli/view.hpp"

namespace latchkey::cli {

namespace {

struct Given {
  bool is_emergency = false;
  bool is_confirmed = false;
};

Table table_of(const json::array& keys) {
  Table table(
      {"ALGORITHM", "STATE", "PUBLISHED (UTC)", "SIGNS FROM (UTC)", "REMOVED (UTC)", "KID"});
  for (const auto& item : keys) {
    const json::object& key = item.as_object();
    const bool is_retired = text_of(key, "state") == "retired";
    table.add({text_of(key, "algorithm"), text_of(key, "state"), short_time_of(key, "published_at"),
               short_time_of(key, "signs_from"), is_retired ? short_time_of(key, "removed_at") : "",
               text_of(key, "kid")});
  }
  return table;
}

std::int64_t days(const json::object& rotation, std::string_view name) {
  return rotation.at(name).as_int64() / 86400;
}

void list(const Context& context) {
  const json::value answer = context.server().get("/keys");
  if (context.is_json())
    return Context::show_json(answer);
  const json::object& found = answer.as_object();
  const json::object& rotation = found.at("rotation").as_object();
  context.show(table_of(found.at("items").as_array()));
  print(fmt::format("\nA key signs for {} days; the next one takes over at {}.\n",
                    days(rotation, "interval_seconds"), time_of(rotation, "next_at")));
}

constexpr const char* emergency_question =
    "Remove the present signing keys? Every access token and ID token that is out there is refused "
    "from now on; refresh tokens still work.";

void rotate(const Context& context, const Given& given) {
  if (given.is_emergency)
    Context::confirm(emergency_question, given.is_confirmed);
  const json::object answer =
      context.server()
          .post("/keys/rotate", json::object{{"emergency", given.is_emergency}})
          .as_object();
  if (context.is_json())
    return Context::show_json(answer);
  context.show(table_of(answer.at("items").as_array()));
  print("\n");
  for (const auto& consequence : texts_of(answer, "consequences")) print("- " + consequence + "\n");
}

}  // namespace

void add_key_commands(CLI::App& app, Context& context) {
  CLI::App& group = add_group(app, "key", "See and change the keys that tokens are signed with");
  add_command(group, context,
              {.name = "list",
               .description = "List the signing keys, and when they change",
               .examples = {"key list", "key list --json"}},
              [&context] { list(context); });
  const auto given = std::make_shared<Given>();
  auto& command = add_command(group, context,
                              {.name = "rotate",
                               .description = "Take new signing keys into use at once",
                               .examples = {"key rotate", "key rotate --emergency --yes"}},
                              [&context, given] { rotate(context, *given); });
  command.add_flag("--emergency", given->is_emergency,
                   "Remove the old keys, as when a private key may be in wrong hands: every access "
                   "token and ID token dies");
  add_yes_option(command, given->is_confirmed);
}

}  // namespace latchkey::cli
