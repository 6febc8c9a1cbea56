// What the server runs with, typed and checked.
#pragma once

#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "audit/retention.hpp"
#include "audit/syslog_address.hpp"
#include "base/log.hpp"
#include "base/secret.hpp"
#include "crypto/tls_context.hpp"
#include "http/server.hpp"
#include "identity/deployment.hpp"
#include "recovery/sealing_key.hpp"
#include "server/options.hpp"

namespace latchkey::server {

inline constexpr const char* default_data = "var";

struct Configuration {
  std::filesystem::path data;
  std::optional<std::string> database;            // a URL; else the file in data
  std::optional<std::filesystem::path> key_file;  // where one was given
  recovery::KeySource key_source;
  http::ServerOptions http;
  std::optional<crypto::TlsFiles> tls;
  identity::Deployment deployment;   // without the issuer, where the port is not known yet
  bool issuer_follows_port = false;  // no issuer given: the listener's URL once the port is known
  unsigned hashing_threads = 1;
  audit::Retention audit_retention;
  std::filesystem::path audit_archive;
  std::optional<std::filesystem::path> audit_file;
  std::optional<audit::SyslogAddress> audit_syslog;
  LogFormat log_format = LogFormat::logfmt;
  LogLevel log_level = LogLevel::info;
  std::optional<std::string> admin_email;
  std::optional<Secret> admin_password;
};

// The error names the option and says what would do.
std::expected<Configuration, std::string> make_configuration(const OptionValues& values);

// The URL that a listener is reached at.
std::string local_url(std::string_view scheme, const std::string& address, std::uint16_t port);

// aud of tokens that are for no resource; empty where it follows a port that is not known yet.
std::string own_audience(const Configuration& configuration);

// The host that clients know this server by.
std::string issuer_host(const Configuration& configuration);

}  // namespace latchkey::server
