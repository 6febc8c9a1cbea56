#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "yaml/write.hpp"

namespace latchkey::cli {

namespace {

constexpr std::string_view heading =
    "# Settings, permissions, roles and clients of a Latchkey server, for: latchkey apply -f FILE\n"
    "# What is left out of a role or client has its default. Every key: "
    "docs/configuration-as-code.md\n";

bool has_text(const json::object& object, std::string_view name, std::string_view text) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() && value->get_string() == text;
}

bool grants_client_credentials(const json::object& client) {
  const json::value* names = client.if_contains("grant_types");
  if (names == nullptr || !names->is_array())
    return false;
  for (const auto& name : names->get_array())
    if (name == "client_credentials")
      return true;
  return false;
}

// What the file cannot say of a client.
std::string remark(const json::object& object) {
  std::string text;
  if (grants_client_credentials(object) && !object.contains("acting_user"))
    text += "acting_user: (its user was deleted: it gets no tokens)\n";
  if (has_text(object, "client_type", "confidential"))
    text += "secret_file: (or secret_env; secrets are never exported)\n";
  return text;
}

void run(const Context& context) {
  const json::value document = context.server().get("/configuration");
  if (context.is_json())
    return Context::show_json(document);
  print(heading);
  print(yaml::write(document, remark));
}

}  // namespace

void add_export_command(CLI::App& app, Context& context) {
  add_command(app, context,
              {.name = "export",
               .description = "Print settings, permissions, roles and clients as a file for apply",
               .examples = {"export > clients.yaml", "export --json"}},
              [&context] { run(context); });
}

}  // namespace latchkey::cli
