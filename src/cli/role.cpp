#include <memory>
#include <spdlog/fmt/fmt.h>

#include "cli/commands.hpp"
#include "cli/failure.hpp"
#include "cli/list.hpp"
#include "cli/list_edit.hpp"
#include "cli/plain_text.hpp"
#include "cli/reference.hpp"
#include "cli/terminal.hpp"
#include "cli/view.hpp"

namespace latchkey::cli {

namespace {

struct Given {
  std::string role;
  std::optional<std::string> name;
  std::optional<std::string> description;
  ListEdit permissions{"permission", "permissions", "PERMISSION"};
  bool is_confirmed = false;
};

std::string title(const json::object& role) {
  return fmt::format("{} ({})", plain_text(text_of(role, "name")), text_of(role, "id"));
}

void show(const Context& context, const json::object& role) {
  Facts facts;
  facts.add("Role id", text_of(role, "id"));
  facts.add("Name", text_of(role, "name"));
  facts.add("Description", text_of(role, "description"));
  facts.add("Built in", yes_or_no(role, "is_built_in"));
  facts.add("Users", text_of(role, "user_count"));
  facts.add("Permissions", texts_of(role, "permissions"));
  facts.add("Created", time_of(role, "created_at"));
  facts.add("Updated", time_of(role, "updated_at"));
  context.show(facts);
}

void list(const Context& context, const ListOptions& options) {
  const auto found = options.fetch(context.server(), "/roles");
  if (context.is_json())
    return Context::show_json(found);
  Table table({"ROLE ID", "NAME", "USERS", "PERMISSIONS", "UPDATED (UTC)"});
  for (const auto& item : found.at("items").as_array()) {
    const json::object& role = item.as_object();
    table.add({text_of(role, "id"), text_of(role, "name"), text_of(role, "user_count"),
               counted(role.at("permissions").as_array().size(), "permission"),
               short_time_of(role, "updated_at")});
  }
  show_list(context, table, found, "role");
}

void create(const Context& context, const Given& given) {
  json::object body{{"name", given.role}};
  if (given.description)
    body["description"] = *given.description;
  body["permissions"] = as_array(given.permissions.apply({}));
  const json::value role = context.server().post("/roles", body);
  if (context.is_json())
    return Context::show_json(role);
  print("Created " + title(role.as_object()) + "\n\n");
  show(context, role.as_object());
}

void edit(const Context& context, const Given& given) {
  const ServerApi server = context.server();
  const json::object before = find_role(server, given.role);
  json::object body;
  if (given.name)
    body["name"] = *given.name;
  if (given.description)
    body["description"] = *given.description;
  if (given.permissions.is_given())
    body["permissions"] = as_array(given.permissions.apply(texts_of(before, "permissions")));
  if (body.empty())
    throw misused("nothing to change: give at least one option, see 'latchkey role edit --help'");
  const json::value role = server.patch(role_path(before), body);
  if (context.is_json())
    return Context::show_json(role);
  print("Changed " + title(role.as_object()) + "\n\n");
  show(context, role.as_object());
}

void erase(const Context& context, const Given& given) {
  const ServerApi server = context.server();
  const json::object role = find_role(server, given.role);
  Context::confirm(fmt::format("Delete the role {}?", title(role)), given.is_confirmed);
  server.erase(role_path(role));
  if (!context.is_json())
    print("Deleted " + title(role) + "\n");
}

}  // namespace

void add_role_commands(CLI::App& app, Context& context) {
  CLI::App& group = add_group(app, "role", "Manage roles and their permissions");
  const auto options = std::make_shared<ListOptions>();
  const auto given = std::make_shared<Given>();
  auto& list_roles = add_command(
      group, context,
      {.name = "list", .description = "List roles", .examples = {"role list", "role list --json"}},
      [&context, options] { list(context, *options); });
  options->add_to(list_roles, {.sort_keys = {"name", "created_at", "updated_at"}});

  auto& show_role = add_command(
      group, context,
      {.name = "show", .description = "Show a role", .examples = {"role show Engineer"}},
      [&context, given] {
        const json::object role = find_role(context.server(), given->role);
        if (context.is_json())
          return Context::show_json(role);
        show(context, role);
      });
  auto& create_role = add_command(
      group, context,
      {.name = "create",
       .description = "Create a role",
       .examples = {"role create Auditor --permission audit:read --permission users:read"}},
      [&context, given] { create(context, *given); });
  auto& edit_role = add_command(group, context,
                                {.name = "edit",
                                 .description = "Change a role",
                                 .examples = {"role edit Auditor --add-permission clients:read",
                                              "role edit Auditor --name \"Internal audit\""}},
                                [&context, given] { edit(context, *given); });
  auto& delete_role = add_command(group, context,
                                  {.name = "delete",
                                   .description = "Delete a role that no user holds",
                                   .examples = {"role delete Auditor --yes"}},
                                  [&context, given] { erase(context, *given); });
  for (auto* command : {&show_role, &edit_role, &delete_role})
    command->add_option("role", given->role, "Role id, or its name")->required();
  create_role.add_option("name", given->role, "Its name")->required();
  edit_role.add_option("--name", given->name, "A new name")->type_name("TEXT");
  for (auto* command : {&create_role, &edit_role})
    command->add_option("--description", given->description, "What it is for")->type_name("TEXT");
  create_role.add_option("--permission", given->permissions.values(), "What it allows; repeatable")
      ->type_name("PERMISSION")
      ->allow_extra_args(false);
  given->permissions.add_to(edit_role);
  add_yes_option(delete_role, given->is_confirmed);
}

}  // namespace latchkey::cli
