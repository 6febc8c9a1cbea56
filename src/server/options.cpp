#include "server/options.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>
#include <optional>
#include <spdlog/fmt/fmt.h>
#include <toml++/toml.h>

#include "server/resources.hpp"

namespace latchkey::server {

namespace {

constexpr std::array definitions{
    OptionDefinition{"data", "DIR", "Directory of the database and the key file"},
    OptionDefinition{"database", "URL",
                     "postgresql://... that several nodes share; by default a file in DIR"},
    OptionDefinition{"listen", "ADDR:PORT", "Address to listen on; port 0 picks a free one"},
    OptionDefinition{"operations-listen", "ADDR:PORT",
                     "Address of its own for metrics, health and forward authorization; by default "
                     "none"},
    OptionDefinition{"tls-certificate", "FILE", "PEM file of the certificate chain: serve https"},
    OptionDefinition{"tls-key", "FILE", "PEM file of the certificate's private key, mode 0600"},
    OptionDefinition{"issuer", "URL", "Public URL of this server, as clients reach it"},
    OptionDefinition{"audience", "TEXT", "aud of access tokens; by default the issuer"},
    OptionDefinition{"key-file", "FILE",
                     "Key that seals secrets at rest; by default DIR/latchkey.key"},
    OptionDefinition{"threads", "N", "Network threads; 0 is one a core"},
    OptionDefinition{"hashing-threads", "N", "Threads for password hashing"},
    OptionDefinition{"max-connections", "N", "Connections of clients at once; more get 503"},
    OptionDefinition{"max-requests", "N", "Requests being worked on at once; more get 503"},
    OptionDefinition{"max-delay-milliseconds", "N",
                     "A request that has waited longer for its turn gets 503"},
    OptionDefinition{"trusted-proxies", "LIST",
                     "Addresses or ranges whose X-Forwarded-For is believed"},
    OptionDefinition{"key-rotation-days", "N", "How long a signing key signs"},
    OptionDefinition{"key-publication-hours", "N", "How long before it signs a key is published"},
    OptionDefinition{"audit-keep-days", "DAYS",
                     "Archive audit events that are older; by default all stay in the database"},
    OptionDefinition{"audit-keep-events", "N",
                     "Archive the oldest audit events when there are more than this"},
    OptionDefinition{"audit-archive", "DIR",
                     "Where audit events are archived; by default DIR/audit of the data directory"},
    OptionDefinition{"audit-file", "FILE", "Append every audit event to it, as a line of JSON"},
    OptionDefinition{"audit-syslog", "ADDRESS",
                     "Send every audit event there: local, udp://HOST:PORT, tcp://HOST:PORT"},
    OptionDefinition{"log-format", "FORMAT", "logfmt or json"},
    OptionDefinition{"log-level", "LEVEL", "debug, info, warn, error or off"},
    OptionDefinition{"accent-color", "#RRGGBB", "Colour of buttons and links on the pages"},
    OptionDefinition{"logo", "FILE", "SVG file shown on the pages"},
    OptionDefinition{"support-contact", "TEXT", "Whom users can ask; shown on error pages"},
    OptionDefinition{"admin-email", "EMAIL", "First administrator of a store without users", true},
    OptionDefinition{"admin-password", "PASSWORD", "Its password; generated where missing", true},
};

std::string environment_name(std::string_view option) {
  std::string name = "LATCHKEY_";
  for (const char c : option)
    name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return name;
}

// Keys of the file may be written with '-' or '_'.
std::string canonical_key(std::string_view key) {
  std::string name(key);
  std::ranges::replace(name, '_', '-');
  return name;
}

bool may_stand_in_file(std::string_view name) {
  return std::ranges::any_of(definitions, [&](const OptionDefinition& definition) {
    return definition.name == name && !definition.is_environment_only;
  });
}

std::optional<std::string> joined_texts(const toml::array& array) {
  std::string joined;
  for (const auto& element : array) {
    const auto text = element.value_exact<std::string>();
    if (!text)
      return std::nullopt;
    joined += (joined.empty() ? "" : ",") + *text;
  }
  return joined;
}

std::optional<std::string> value_text(const toml::node& node) {
  if (const auto text = node.value_exact<std::string>())
    return text;
  if (const auto number = node.value_exact<std::int64_t>())
    return std::to_string(*number);
  if (const auto truth = node.value_exact<bool>())
    return *truth ? "true" : "false";
  if (const auto* array = node.as_array())
    return joined_texts(*array);
  return std::nullopt;
}

std::string at(const std::string& path, const toml::source_region& source,
               std::string_view problem) {
  return fmt::format("{}:{}: {}", path, source.begin.line, problem);
}

std::expected<OptionValues, std::string> values_of(const std::string& path,
                                                   const toml::table& table) {
  OptionValues values;
  for (const auto& [key, node] : table) {
    const auto name = canonical_key(key.str());
    if (name == resource_key)
      continue;
    if (!may_stand_in_file(name))
      return std::unexpected(at(path, key.source(), fmt::format("unknown key '{}'", key.str())));
    auto text = value_text(node);
    if (!text)
      return std::unexpected(
          at(path, node.source(),
             fmt::format("'{}' must be a text, a number or a list of texts", key.str())));
    if (!values.emplace(name, std::move(*text)).second)
      return std::unexpected(at(path, key.source(), fmt::format("'{}' is given twice", name)));
  }
  return values;
}

}  // namespace

std::span<const OptionDefinition> option_definitions() {
  return definitions;
}

std::expected<OptionValues, std::string> read_option_file(const std::string& path) {
  try {
    return values_of(path, toml::parse_file(path));
  } catch (const toml::parse_error& error) {
    return std::unexpected(at(path, error.source(), error.description()));
  }
}

OptionValues read_option_environment() {
  OptionValues values;
  for (const auto& definition : definitions) {
    const auto name = environment_name(definition.name);
    // Read at start, before any thread that could change the environment.
    if (const char* value = std::getenv(name.c_str()))  // NOLINT(concurrency-mt-unsafe)
      values.emplace(definition.name, value);
  }
  return values;
}

}  // namespace latchkey::server
