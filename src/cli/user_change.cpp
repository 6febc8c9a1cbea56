#include <memory>

#include "cli/failure.hpp"
#include "cli/list_edit.hpp"
#include "cli/password_source.hpp"
#include "cli/reference.hpp"
#include "cli/terminal.hpp"
#include "cli/user.hpp"
#include "cli/view.hpp"

namespace latchkey::cli {

namespace {

struct Given {
  std::string user;
  std::optional<std::string> email;
  std::optional<std::string> first_name;
  std::optional<std::string> last_name;
  ListEdit roles{"role", "roles", "ROLE"};
  PasswordSource password;
};

void add_name_options(CLI::App& command, Given& given) {
  command.add_option("--first-name", given.first_name, "First name")->type_name("TEXT");
  command.add_option("--last-name", given.last_name, "Last name")->type_name("TEXT");
}

json::object body_of(const Given& given) {
  json::object body;
  if (given.email)
    body["email"] = *given.email;
  if (given.first_name)
    body["first_name"] = *given.first_name;
  if (given.last_name)
    body["last_name"] = *given.last_name;
  return body;
}

std::vector<std::string> ids_of_roles(const json::object& user) {
  std::vector<std::string> ids;
  for (const auto& role : user.at("roles").as_array())
    ids.push_back(text_of(role.as_object(), "id"));
  return ids;
}

void create(const Context& context, Given& given) {
  const ServerApi server = context.server();
  given.email = given.user;
  json::object body = body_of(given);
  given.roles.resolve(
      [&](const std::string& role) { return text_of(find_role(server, role), "id"); });
  body["role_ids"] = as_array(given.roles.apply({}));
  const Secret password = given.password.read(context.random());
  body["password"] = password.reveal();
  json::object user = server.post("/users", body).as_object();
  if (context.is_json()) {
    if (given.password.is_generated())
      user["password"] = password.reveal();
    return Context::show_json(user);
  }
  print("Created " + user_title(user) + "\n\n");
  show_user(context, user);
  given.password.show(password);
}

void edit(const Context& context, Given& given) {
  const ServerApi server = context.server();
  const json::object before = find_user(server, given.user);
  json::object body = body_of(given);
  if (given.roles.is_given()) {
    given.roles.resolve(
        [&](const std::string& role) { return text_of(find_role(server, role), "id"); });
    body["role_ids"] = as_array(given.roles.apply(ids_of_roles(before)));
  }
  if (body.empty())
    throw misused("nothing to change: give at least one option, see 'latchkey user edit --help'");
  const json::value user = server.patch(user_path(before), body);
  if (context.is_json())
    return Context::show_json(user);
  print("Changed " + user_title(user.as_object()) + "\n\n");
  show_user(context, user.as_object());
}

}  // namespace

void add_user_create(CLI::App& group, Context& context) {
  const auto given = std::make_shared<Given>();
  auto& command = add_command(
      group, context,
      {.name = "create",
       .description = "Create a user",
       .examples = {"user create grace@example.com --first-name Grace --role Engineer",
                    "user create ops@example.com --role \"System Administrator\" "
                    "--generate-password",
                    "user create erp@example.com --role Viewer --password-file erp.password"}},
      [&context, given] { create(context, *given); });
  command.add_option("email", given->user, "E-mail address, which is also the sign-in name")
      ->required();
  add_name_options(command, *given);
  command.add_option("--role", given->roles.values(), "A role, by name or id; repeatable")
      ->type_name("ROLE")
      ->allow_extra_args(false);
  given->password.add_options(command);
}

void add_user_edit(CLI::App& group, Context& context) {
  const auto given = std::make_shared<Given>();
  auto& command = add_command(group, context,
                              {.name = "edit",
                               .description = "Change a user",
                               .examples = {"user edit grace@example.com --add-role Operator",
                                            "user edit grace@example.com --email g@example.com"}},
                              [&context, given] { edit(context, *given); });
  command.add_option("user", given->user, "E-mail address, or user id")->required();
  command.add_option("--email", given->email, "A new e-mail address")->type_name("EMAIL");
  add_name_options(command, *given);
  given->roles.add_to(command);
}

}  // namespace latchkey::cli
