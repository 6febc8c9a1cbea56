#include <spdlog/fmt/fmt.h>

#include "http/acceptor.hpp"
#include "http/fetch.hpp"
#include "server/check/checks.hpp"

namespace latchkey::server {

namespace {

constexpr std::string_view discovery = "/.well-known/openid-configuration";

std::string issuer_in(const http::Response& response) {
  const auto document = parse_json(response.body);
  const json::object* object = document ? document->if_object() : nullptr;
  const json::value* issuer = object == nullptr ? nullptr : object->if_contains("issuer");
  return issuer != nullptr && issuer->is_string() ? std::string(issuer->get_string())
                                                  : std::string();
}

}  // namespace

void check_address(const Configuration& configuration, Findings& findings) {
  constexpr std::string_view subject = "address";
  const auto& options = configuration.http;
  const std::string shown = fmt::format("{} port {}", options.address, options.port);
  try {
    http::require_free({boost::asio::ip::make_address(options.address), options.port});
    findings.ok(subject, shown + " is free");
  } catch (const boost::system::system_error& error) {
    findings.fail(subject, fmt::format("cannot listen on {}: {}", shown, error.code().message()),
                  fmt::format("See who has it with 'ss -ltnp sport = :{}', or choose another "
                              "with --listen.",
                              options.port));
  }
}

void check_issuer(const Configuration& configuration, bool is_running, Findings& findings) {
  constexpr std::string_view subject = "issuer";
  const std::string& issuer = configuration.deployment.issuer.url;
  if (issuer.empty())
    return findings.ok(subject, "not configured: the address that the server listens at");
  const std::string url = issuer + std::string(discovery);
  const auto answer = http::fetch(url);
  if (!answer)
    return findings.warn(
        subject, fmt::format("{} cannot be reached from here: {}", url, answer.error()),
        is_running ? "See that its name leads here, that the reverse proxy runs and passes on to "
                     "the server, and that its certificate is valid."
                   : "No server runs; check again when it does.");
  if (answer->status != 200)
    return findings.warn(
        subject, fmt::format("{} answers with status {}", url, answer->status),
        "Something else answers there, or the reverse proxy does not reach the server.");
  if (const std::string other = issuer_in(*answer); other != issuer)
    return findings.fail(
        subject, fmt::format("{} is of the issuer \"{}\"", url, other),
        "Clients compare them byte by byte: make --issuer the URL they are configured with.");
  findings.ok(subject, issuer + " leads to a server that calls itself by it");
}

}  // namespace latchkey::server
