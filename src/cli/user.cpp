#include "cli/user.hpp"

#include <memory>
#include <spdlog/fmt/fmt.h>

#include "cli/commands.hpp"
#include "cli/list.hpp"
#include "cli/plain_text.hpp"
#include "cli/reference.hpp"
#include "cli/view.hpp"

namespace latchkey::cli {

namespace {

std::string name_of(const json::object& user) {
  const std::string first = text_of(user, "first_name");
  const std::string last = text_of(user, "last_name");
  return first.empty() || last.empty() ? first + last : first + " " + last;
}

void list(const Context& context, const ListOptions& options) {
  const auto found = options.fetch(context.server(), "/users");
  if (context.is_json())
    return Context::show_json(found);
  Table table({"USER ID", "E-MAIL", "NAME", "ROLES", "STATUS", "LAST SIGN-IN (UTC)"});
  for (const auto& item : found.at("items").as_array()) {
    const json::object& user = item.as_object();
    table.add({text_of(user, "id"), text_of(user, "email"), name_of(user),
               joined(references_of(user, "roles")), text_of(user, "status"),
               short_time_of(user, "last_sign_in_at")});
  }
  show_list(context, table, found, "user");
}

}  // namespace

void add_user_commands(CLI::App& app, Context& context) {
  CLI::App& group = add_group(app, "user", "Manage users, and recover a lost administrator");
  add_user_list(group, context);
  add_user_show(group, context);
  add_user_create(group, context);
  add_user_edit(group, context);
  add_user_status(group, context);
  add_user_reset_password(group, context);
}

void add_user_list(CLI::App& group, Context& context) {
  const auto options = std::make_shared<ListOptions>();
  auto& command = add_command(group, context,
                              {.name = "list",
                               .description = "List users",
                               .examples = {"user list", "user list --search grace",
                                            "user list --sort last_sign_in_at --descending"}},
                              [&context, options] { list(context, *options); });
  options->add_to(command,
                  {.has_status = true,
                   .sort_keys = {"email", "name", "created_at", "updated_at", "last_sign_in_at"}});
}

void add_user_show(CLI::App& group, Context& context) {
  const auto reference = std::make_shared<std::string>();
  auto& command = add_command(
      group, context,
      {.name = "show", .description = "Show a user", .examples = {"user show grace@example.com"}},
      [&context, reference] {
        const json::object user = find_user(context.server(), *reference);
        if (context.is_json())
          return Context::show_json(user);
        show_user(context, user);
      });
  command.add_option("user", *reference, "E-mail address, or user id")->required();
}

void show_user(const Context& context, const json::object& user) {
  Facts facts;
  facts.add("User id", text_of(user, "id"));
  facts.add("E-mail", text_of(user, "email"));
  facts.add("Name", name_of(user));
  facts.add("Status", text_of(user, "status"));
  facts.add("Roles", references_of(user, "roles"));
  facts.add("Created", time_of(user, "created_at"));
  facts.add("Updated", time_of(user, "updated_at"));
  facts.add("Last sign-in", time_of(user, "last_sign_in_at"));
  context.show(facts);
}

std::string user_title(const json::object& user) {
  return fmt::format("{} ({})", plain_text(text_of(user, "email")), text_of(user, "id"));
}

}  // namespace latchkey::cli
