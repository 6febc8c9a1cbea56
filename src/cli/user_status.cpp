#include <memory>
#include <spdlog/fmt/fmt.h>

#include "cli/password_source.hpp"
#include "cli/reference.hpp"
#include "cli/terminal.hpp"
#include "cli/user.hpp"
#include "cli/view.hpp"

namespace latchkey::cli {

namespace {

struct Given {
  std::string user;
  bool is_confirmed = false;
  PasswordSource password;
};

void set_status(const Context& context, const std::string& reference, const std::string& verb) {
  const ServerApi server = context.server();
  const json::value user = server.post(user_path(find_user(server, reference)) + "/" + verb);
  if (context.is_json())
    return Context::show_json(user);
  print(
      fmt::format("{} is {}\n", user_title(user.as_object()), text_of(user.as_object(), "status")));
}

void erase(const Context& context, const Given& given) {
  const ServerApi server = context.server();
  const json::object user = find_user(server, given.user);
  Context::confirm(
      fmt::format("Delete {}? Sessions, grants and consents of the user end.", user_title(user)),
      given.is_confirmed);
  server.erase(user_path(user));
  if (!context.is_json())
    print("Deleted " + user_title(user) + "\n");
}

void reset_password(const Context& context, const Given& given) {
  const ServerApi server = context.server();
  const json::object user = find_user(server, given.user);
  const Secret password = given.password.read(context.random());
  server.post(user_path(user) + "/password", json::object{{"password", password.reveal()}});
  if (context.is_json()) {
    if (given.password.is_generated())
      Context::show_json(json::object{{"password", password.reveal()}});
    return;
  }
  print(fmt::format("{} has a new password; its sessions have ended\n", user_title(user)));
  given.password.show(password);
  if (text_of(user, "status") != "active")
    print_error(fmt::format("The user is disabled: 'latchkey user enable {}' lets it sign in.\n",
                            text_of(user, "email")));
}

}  // namespace

void add_user_status(CLI::App& group, Context& context) {
  const auto add = [&](const std::string& verb, const std::string& description) {
    const auto reference = std::make_shared<std::string>();
    auto& command =
        add_command(group, context,
                    {.name = verb,
                     .description = description,
                     .examples = {fmt::format("user {} grace@example.com", verb)}},
                    [&context, reference, verb] { set_status(context, *reference, verb); });
    command.add_option("user", *reference, "E-mail address, or user id")->required();
  };
  add("enable", "Let a user sign in again");
  add("disable", "End what a user has open, and let it sign in no more");

  const auto given = std::make_shared<Given>();
  auto& command = add_command(group, context,
                              {.name = "delete",
                               .description = "Delete a user",
                               .examples = {"user delete grace@example.com"}},
                              [&context, given] { erase(context, *given); });
  command.add_option("user", given->user, "E-mail address, or user id")->required();
  add_yes_option(command, given->is_confirmed);
}

void add_user_reset_password(CLI::App& group, Context& context) {
  const auto given = std::make_shared<Given>();
  auto& command = add_command(
      group, context,
      {.name = "reset-password",
       .description = "Set a user's password, also a lost administrator's, and end its sessions",
       .examples = {"user reset-password admin@example.com",
                    "user reset-password admin@example.com --generate-password"}},
      [&context, given] { reset_password(context, *given); });
  command.add_option("user", given->user, "E-mail address, or user id")->required();
  given->password.add_options(command);
}

}  // namespace latchkey::cli
