#include "options.hpp"

#include <CLI/CLI.hpp>
#include <cstdlib>

namespace erp {

Options read_options(int count, char** words) {
  CLI::App app{"Pushes production orders to a plant, and reads what its pipelines have found."};
  Options options{.credentials = {.issuer = "http://127.0.0.1:8080",
                                  .client_id = "",
                                  .secret_file = "",
                                  .scope = "pipelines:read models:read connectors:read uns:read "
                                           "uns:write uns:publish"},
                  .plant = "http://127.0.0.1:9080",
                  .orders_file = ""};
  int interval_seconds = static_cast<int>(options.interval.count());
  auto& [issuer, client_id, secret_file, scope] = options.credentials;
  app.add_option("--issuer", issuer, "who gives the tokens")->capture_default_str();
  app.add_option("--client-id", client_id, "of the client registered there")->required();
  app.add_option("--secret-file", secret_file, "holds the client's secret; of mode 600")
      ->required();
  app.add_option("--scope", scope, "what is asked for")->capture_default_str();
  app.add_option("--plant", options.plant, "the origin of the plant API")->capture_default_str();
  app.add_option("--organization", options.organization, "sent as X-Organization-ID");
  app.add_option("--orders", options.orders_file, "the production orders, a JSON list")->required();
  app.add_option("--results", options.results_file, "where results are added, as JSON lines")
      ->capture_default_str();
  app.add_option("--topics", options.topics, "below which each order has its topic")
      ->capture_default_str();
  app.add_option("--interval", interval_seconds, "seconds between two rounds")
      ->capture_default_str()
      ->check(CLI::Range(1, 86'400));
  app.add_flag("--once", options.is_once, "one round, and an exit status that says how it went");
  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& error) {
    std::exit(app.exit(error));  // NOLINT(concurrency-mt-unsafe): there is one thread
  }
  options.interval = std::chrono::seconds(interval_seconds);
  return options;
}

}  // namespace erp
