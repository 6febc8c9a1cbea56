#include <algorithm>
#include <cctype>
#include <set>
#include <spdlog/fmt/fmt.h>
#include <unistd.h>

#include "http/trusted_proxies.hpp"
#include "server/check/checks.hpp"
#include "server/resources.hpp"
#include "server/serve_command.hpp"

namespace latchkey::server {

namespace {

constexpr std::string_view subject = "configuration";
constexpr std::string_view prefix = "LATCHKEY_";
using Resources = std::vector<oauth::Resource>;

std::string option_of_variable(std::string_view variable) {
  std::string option;
  for (const char c : variable.substr(prefix.size()))
    option += c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return option;
}

bool is_option(const std::string& name) {
  return name == "config" || name == "sealing-key" ||
         std::ranges::any_of(option_definitions(),
                             [&](const auto& definition) { return definition.name == name; });
}

// A misspelt variable is silently nothing.
void check_variables(Findings& findings) {
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    if (!text.starts_with(prefix))
      continue;
    const std::string_view variable = text.substr(0, text.find('='));
    if (!is_option(option_of_variable(variable)))
      findings.warn(subject, fmt::format("the environment has {}, which is no option", variable),
                    "Correct its name or remove it; 'latchkey serve --help' lists the options.");
  }
}

void check_proxies(const Configuration& configuration, Findings& findings) {
  try {
    const http::TrustedProxies proxies(configuration.http.trusted_proxies);
  } catch (const std::invalid_argument& error) {
    findings.fail(subject, error.what(),
                  "trusted-proxies takes addresses and ranges such as 10.0.0.0/8.");
  }
}

}  // namespace

std::optional<Configuration> check_configuration(const OptionValues& command_line,
                                                 const std::string& file, Findings& findings) {
  check_variables(findings);
  const auto values = resolve_options(command_line, file);
  if (!values) {
    findings.fail(subject, values.error(), "Correct the file; until then the server cannot start.");
    return std::nullopt;
  }
  auto configuration = make_configuration(*values);
  auto resources =
      read_resources(file, configuration ? own_audience(*configuration) : std::string());
  if (!resources)
    findings.fail(subject, resources.error(),
                  "Correct the resource; until then the server cannot start.");
  if (configuration) {
    check_proxies(*configuration, findings);
    configuration->deployment.resources = std::move(resources).value_or(Resources());
    findings.ok(subject, file.empty() ? std::string("the options are well-formed")
                                      : fmt::format("the options in {} are well-formed", file));
    return std::move(*configuration);
  }
  // Each option by itself too, so that all faults are told at once.
  std::set<std::string> faults{configuration.error()};
  for (const auto& [name, text] : *values) {
    OptionValues alone{{"issuer", "https://auth.example.com"}};
    alone.insert_or_assign(name, text);
    if (const auto judged = make_configuration(alone); !judged)
      faults.insert(judged.error());
  }
  for (const auto& fault : faults)
    findings.fail(subject, fault, "Correct the option; until then the server cannot start.");
  return std::nullopt;
}

}  // namespace latchkey::server
