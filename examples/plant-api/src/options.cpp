#include "options.hpp"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <vector>

namespace plant {
namespace {

// HOST:PORT
struct Address {
  std::string host;
  int port = 0;
};

Address address(const std::string& text) {
  const auto colon = text.rfind(':');
  Address found{.host = text.substr(0, colon)};
  if (colon == std::string::npos || found.host.empty() ||
      !CLI::detail::lexical_cast(text.substr(colon + 1), found.port) || found.port < 1 ||
      found.port > 65535)
    throw CLI::ValidationError(text, "is not HOST:PORT");
  return found;
}

}  // namespace

Options read_options(int count, char** words) {
  CLI::App app{"A platform API whose callers need access tokens of Latchkey."};
  std::string issuer = "http://127.0.0.1:8080";
  std::vector<std::string> audiences;
  std::string listen = "127.0.0.1:9000";
  std::string broker = "127.0.0.1:1883";
  std::vector<std::string> origins;
  double simulate = 0;
  app.add_option("--issuer", issuer, "whose tokens are taken")->capture_default_str();
  app.add_option("--audience", audiences,
                 "what this API is called in them; may be repeated; by default the issuer");
  app.add_option("--listen", listen, "HOST:PORT to serve on")->capture_default_str();
  app.add_option("--broker", broker, "HOST:PORT of the MQTT broker")->capture_default_str();
  app.add_option("--cors-origin", origins, "an origin whose pages may call; may be repeated");
  app.add_option("--simulate", simulate, "seconds between simulated sensor readings")
      ->check(CLI::Range(0.0, 3600.0));
  try {
    app.parse(count, words);
    const Address here = address(listen);
    const Address there = address(broker);
    return {.issuer = issuer,
            .audiences = audiences.empty() ? std::vector{issuer} : audiences,
            .host = here.host,
            .port = here.port,
            .broker_host = there.host,
            .broker_port = there.port,
            .cors_origins = {origins.begin(), origins.end()},
            .simulate = std::chrono::milliseconds(static_cast<int>(simulate * 1000))};
  } catch (const CLI::ParseError& error) {
    std::exit(app.exit(error));  // NOLINT(concurrency-mt-unsafe): there is one thread
  }
}

}  // namespace plant
