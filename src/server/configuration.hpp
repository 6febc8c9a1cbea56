// What the server runs with, typed and checked.
#pragma once

#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/log.hpp"
#include "base/secret.hpp"
#include "http/server.hpp"
#include "identity/deployment.hpp"
#include "server/options.hpp"

namespace latchkey::server {

struct Configuration {
  std::filesystem::path data;
  std::filesystem::path key_file;
  http::ServerOptions http;
  identity::Deployment deployment;   // without the issuer, where the port is not known yet
  bool issuer_follows_port = false;  // no issuer given: http://ADDR:PORT once the port is known
  unsigned hashing_threads = 1;
  LogFormat log_format = LogFormat::logfmt;
  LogLevel log_level = LogLevel::info;
  std::optional<std::string> admin_email;
  std::optional<Secret> admin_password;
};

// The error names the option and says what would do.
std::expected<Configuration, std::string> make_configuration(const OptionValues& values);

// The URL clients reach a listener at when no issuer is configured.
std::string local_issuer(const std::string& address, std::uint16_t port);

}  // namespace latchkey::server
