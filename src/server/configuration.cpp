#include "server/configuration.hpp"

#include <algorithm>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <charconv>
#include <fstream>
#include <spdlog/fmt/fmt.h>
#include <sstream>

#include "db/postgres.hpp"
#include "server/systemd.hpp"

namespace latchkey::server {

namespace {

using Fault = std::optional<std::string>;

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size())
    return std::nullopt;
  return number;
}

bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]" || host == "::1";
}

std::expected<http::ListenAddress, std::string> parse_address(std::string_view option,
                                                              const std::string& text) {
  const auto colon = text.rfind(':');
  const auto port = colon == std::string::npos
                        ? std::nullopt
                        : parse_number<std::uint16_t>(std::string_view(text).substr(colon + 1));
  if (!port || colon == 0)
    return std::unexpected(
        fmt::format("{} must be ADDR:PORT, for example 127.0.0.1:8080, not '{}'", option, text));
  auto address = text.substr(0, colon);
  if (address.starts_with('[') && address.ends_with(']'))
    address = address.substr(1, address.size() - 2);
  return http::ListenAddress{.address = address, .port = *port};
}

Fault set_listen(Configuration& configuration, const std::string& text) {
  const auto listen = parse_address("listen", text);
  if (!listen)
    return listen.error();
  configuration.http.address = listen->address;
  configuration.http.port = listen->port;
  return {};
}

Fault set_operations_listen(Configuration& configuration, const std::string& text) {
  const auto listen = parse_address("operations-listen", text);
  if (!listen)
    return listen.error();
  configuration.http.operations = *listen;
  return {};
}

crypto::TlsFiles& tls_files(Configuration& configuration) {
  if (!configuration.tls)
    configuration.tls.emplace();
  return *configuration.tls;
}

Fault set_issuer(Configuration& configuration, std::string text) {
  if (text.ends_with('/'))
    text.pop_back();
  const auto url = boost::urls::parse_uri(text);
  if (!url || url->has_query() || url->has_fragment() || url->has_userinfo() ||
      !url->encoded_path().empty() || url->host().empty())
    return fmt::format(
        "issuer must be a URL of scheme, host and port only, for example https://auth.example.com, "
        "not '{}'",
        text);
  const bool is_https = url->scheme() == "https";
  if (!is_https && !(url->scheme() == "http" && is_loopback(url->host())))
    return fmt::format("issuer must be https (http only on loopback), not '{}'", text);
  configuration.deployment.issuer.url = text;
  configuration.issuer_follows_port = false;
  return {};
}

Fault set_threads(unsigned& threads, std::string_view name, const std::string& text) {
  const auto number = parse_number<unsigned>(text);
  if (!number || *number > 256)
    return fmt::format("{} must be a number from 0 to 256, not '{}'", name, text);
  threads = *number;
  return {};
}

Fault set_limit(std::size_t& limit, std::string_view name, const std::string& text) {
  const auto number = parse_number<std::uint32_t>(text);
  if (!number || *number < 1)
    return fmt::format("{} must be a number from 1, not '{}'", name, text);
  limit = *number;
  return {};
}

Fault set_max_delay(Configuration& configuration, const std::string& text) {
  const auto number = parse_number<std::uint32_t>(text);
  if (!number || *number < 1 || *number > 60'000)
    return fmt::format("max-delay-milliseconds must be a number from 1 to 60000, not '{}'", text);
  configuration.http.admission.max_delay = std::chrono::milliseconds(*number);
  return {};
}

Fault set_key_rotation(Configuration& configuration, const std::string& text) {
  const auto days = parse_number<unsigned>(text);
  if (!days || *days < 1 || *days > 3650)
    return fmt::format("key-rotation-days must be a number from 1 to 3650, not '{}'", text);
  configuration.deployment.key_rotation.rotate_after = std::chrono::days(*days);
  return {};
}

Fault set_key_publication(Configuration& configuration, const std::string& text) {
  const auto hours = parse_number<unsigned>(text);
  if (!hours || *hours < 1 || *hours > 24 * 365)
    return fmt::format("key-publication-hours must be a number from 1 to 8760, not '{}'", text);
  configuration.deployment.key_rotation.publish_before = std::chrono::hours(*hours);
  return {};
}

Fault set_trusted_proxies(Configuration& configuration, const std::string& text) {
  std::istringstream list(text);
  for (std::string range; std::getline(list, range, ',');) {
    std::erase(range, ' ');
    if (!range.empty())
      configuration.http.trusted_proxies.push_back(range);
  }
  return {};
}

Fault set_audit_keep_days(Configuration& configuration, const std::string& text) {
  const auto number = parse_number<int>(text);
  if (!number || *number < 1 || *number > 36'500)
    return fmt::format("audit-keep-days must be a number from 1 to 36500, not '{}'", text);
  configuration.audit_retention.keep_days = std::chrono::days(*number);
  return {};
}

Fault set_audit_keep_events(Configuration& configuration, const std::string& text) {
  const auto number = parse_number<std::int64_t>(text);
  if (!number || *number < 1'000)
    return fmt::format("audit-keep-events must be a number from 1000, not '{}'", text);
  configuration.audit_retention.keep_events = number;
  return {};
}

Fault set_audit_syslog(Configuration& configuration, const std::string& text) {
  auto address = audit::parse_syslog_address(text);
  if (!address)
    return "audit-syslog " + address.error();
  configuration.audit_syslog = std::move(*address);
  return {};
}

Fault set_log_format(Configuration& configuration, const std::string& text) {
  if (text != "logfmt" && text != "json")
    return fmt::format("log-format must be logfmt or json, not '{}'", text);
  configuration.log_format = text == "json" ? LogFormat::json : LogFormat::logfmt;
  return {};
}

Fault set_log_level(Configuration& configuration, const std::string& text) {
  const auto level = parse_log_level(text);
  if (!level)
    return fmt::format("log-level must be debug, info, warn, error or off, not '{}'", text);
  configuration.log_level = *level;
  return {};
}

Fault set_accent_color(Configuration& configuration, const std::string& text) {
  const bool is_color =
      text.size() == 7 && text[0] == '#' && std::ranges::all_of(text.substr(1), [](char c) {
        return std::isxdigit(static_cast<unsigned char>(c)) != 0;
      });
  if (!is_color)
    return fmt::format("accent-color must look like #2f5bd7, not '{}'", text);
  configuration.deployment.accent_color = text;
  return {};
}

Fault set_logo(Configuration& configuration, const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream content;
  content << file.rdbuf();
  auto text = content.str();
  if (!file || text.find("<svg") == std::string::npos || text.size() > 64 * 1024)
    return fmt::format("logo must be a readable SVG file of at most 64 KiB: '{}'", path);
  configuration.deployment.logo_svg = std::move(text);
  return {};
}

Fault set_database(Configuration& configuration, const std::string& text) {
  if (!db::is_postgres_url(text))
    return "database must be a URL like postgresql://latchkey@db.example.com/latchkey; without it "
           "the server keeps its data in a file of the data directory";
  configuration.database = text;
  return {};
}

Fault set_option(Configuration& configuration, std::string_view name, const std::string& text) {
  if (name == "data")
    configuration.data = text;
  else if (name == "database")
    return set_database(configuration, text);
  else if (name == "listen")
    return set_listen(configuration, text);
  else if (name == "operations-listen")
    return set_operations_listen(configuration, text);
  else if (name == "tls-certificate")
    tls_files(configuration).certificate = text;
  else if (name == "tls-key")
    tls_files(configuration).key = text;
  else if (name == "issuer")
    return set_issuer(configuration, text);
  else if (name == "audience")
    configuration.deployment.issuer.audience = text;
  else if (name == "key-file")
    configuration.key_file = text;
  else if (name == "key-rotation-days")
    return set_key_rotation(configuration, text);
  else if (name == "key-publication-hours")
    return set_key_publication(configuration, text);
  else if (name == "threads")
    return set_threads(configuration.http.threads, name, text);
  else if (name == "hashing-threads")
    return set_threads(configuration.hashing_threads, name, text);
  else if (name == "max-connections")
    return set_limit(configuration.http.max_connections, name, text);
  else if (name == "max-requests")
    return set_limit(configuration.http.admission.max_requests, name, text);
  else if (name == "max-delay-milliseconds")
    return set_max_delay(configuration, text);
  else if (name == "trusted-proxies")
    return set_trusted_proxies(configuration, text);
  else if (name == "audit-keep-days")
    return set_audit_keep_days(configuration, text);
  else if (name == "audit-keep-events")
    return set_audit_keep_events(configuration, text);
  else if (name == "audit-archive")
    configuration.audit_archive = text;
  else if (name == "audit-file")
    configuration.audit_file = text;
  else if (name == "audit-syslog")
    return set_audit_syslog(configuration, text);
  else if (name == "log-format")
    return set_log_format(configuration, text);
  else if (name == "log-level")
    return set_log_level(configuration, text);
  else if (name == "accent-color")
    return set_accent_color(configuration, text);
  else if (name == "logo")
    return set_logo(configuration, text);
  else if (name == "support-contact")
    configuration.deployment.support_contact = text;
  else if (name == "admin-email")
    configuration.admin_email = text;
  else if (name == "admin-password")
    configuration.admin_password = Secret(text);
  return {};
}

// Cookies are for https alone where clients reach this server so: by its own TLS or a proxy's.
std::optional<std::string_view> settle_tls(Configuration& configuration) {
  const bool has_tls = configuration.tls.has_value();
  if (has_tls && (configuration.tls->certificate.empty() || configuration.tls->key.empty()))
    return "tls-certificate and tls-key are needed together";
  if (has_tls)
    configuration.tls->is_key_guarded = is_credential(configuration.tls->key);
  const bool is_https = configuration.issuer_follows_port
                            ? has_tls
                            : configuration.deployment.issuer.url.starts_with("https://");
  if (has_tls && !is_https)
    return "issuer must be https where tls-certificate is given";
  configuration.deployment.has_secure_cookies = is_https;
  // Not on loopback: browsers would keep it for every other server on this machine.
  configuration.http.demands_https = is_https && !is_loopback(issuer_host(configuration));
  return {};
}

// What several options have to say together.
std::optional<std::string_view> settle(Configuration& configuration) {
  const auto& rotation = configuration.deployment.key_rotation;
  if (rotation.publish_before >= rotation.rotate_after)
    return "key-publication-hours must be shorter than key-rotation-days";
  if (configuration.issuer_follows_port && !is_loopback(configuration.http.address))
    return "issuer is needed where listen is not a loopback address, for example "
           "--issuer https://auth.example.com";
  return settle_tls(configuration);
}

}  // namespace

std::string local_url(std::string_view scheme, const std::string& address, std::uint16_t port) {
  const bool is_v6 = address.find(':') != std::string::npos;
  return is_v6 ? fmt::format("{}://[{}]:{}", scheme, address, port)
               : fmt::format("{}://{}:{}", scheme, address, port);
}

std::string own_audience(const Configuration& configuration) {
  const auto& issuer = configuration.deployment.issuer;
  if (!issuer.audience.empty())
    return issuer.audience;
  if (!configuration.issuer_follows_port)
    return issuer.url;
  if (configuration.http.port == 0)
    return {};
  return local_url(configuration.tls ? "https" : "http", configuration.http.address,
                   configuration.http.port);
}

std::string issuer_host(const Configuration& configuration) {
  if (configuration.issuer_follows_port)
    return configuration.http.address;
  return boost::urls::url_view(configuration.deployment.issuer.url).host_address();
}

std::expected<Configuration, std::string> make_configuration(const OptionValues& values) {
  Configuration configuration;
  configuration.data = default_data;
  configuration.issuer_follows_port = true;
  for (const auto& [name, text] : values)
    if (auto fault = set_option(configuration, name, text))
      return std::unexpected(std::move(*fault));
  if (configuration.hashing_threads == 0)
    configuration.hashing_threads = 1;
  configuration.http.administration_socket = configuration.data / "admin.sock";
  if (configuration.audit_archive.empty())
    configuration.audit_archive = configuration.data / "audit";
  if (const auto fault = settle(configuration))
    return std::unexpected(std::string(*fault));
  return configuration;
}

}  // namespace latchkey::server
