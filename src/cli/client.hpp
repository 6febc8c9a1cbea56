// The commands about clients, one or a few a file; and what they share.
#pragma once

#include <optional>
#include <string>

#include "cli/command.hpp"

namespace latchkey::cli {

void add_client_list(CLI::App& group, Context& context);
void add_client_show(CLI::App& group, Context& context);
void add_client_create(CLI::App& group, Context& context);
void add_client_edit(CLI::App& group, Context& context);
void add_client_status(CLI::App& group, Context& context);  // enable and disable
void add_client_delete(CLI::App& group, Context& context);
void add_client_secret(CLI::App& group, Context& context);  // list, add and remove

// What has one value and can be set both when a client is created and later.
struct ClientFields {
  std::optional<std::string> description;
  std::optional<std::string> acting_user;
  std::optional<bool> requires_pkce;
  std::optional<std::string> id_token_algorithm;
};

void add_client_field_options(CLI::App& command, ClientFields& fields);
// Those that were given, as the REST API takes them.
json::object client_body(const ServerApi& server, const ClientFields& fields);

void show_client(const Context& context, const json::object& client);
// "ERP sync (lkc_...)"
std::string client_title(const json::object& client);

}  // namespace latchkey::cli
