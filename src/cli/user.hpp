// The commands about users, one or a few a file; and what they share.
#pragma once

#include <string>

#include "cli/command.hpp"

namespace latchkey::cli {

void add_user_list(CLI::App& group, Context& context);
void add_user_show(CLI::App& group, Context& context);
void add_user_create(CLI::App& group, Context& context);
void add_user_edit(CLI::App& group, Context& context);
void add_user_status(CLI::App& group, Context& context);  // enable, disable and delete
void add_user_reset_password(CLI::App& group, Context& context);

void show_user(const Context& context, const json::object& user);
// "grace@example.com (usr_...)"
std::string user_title(const json::object& user);

}  // namespace latchkey::cli
