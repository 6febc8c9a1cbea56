// The whole server put together: store, services, routes, listener; from start to graceful end.
#pragma once

#include <cstdint>
#include <memory>

#include "endpoint/token_counts.hpp"
#include "identity/services.hpp"
#include "server/configuration.hpp"

namespace latchkey::server {

// Every route of the server, also for the test that compares them with openapi.json.
void add_all_routes(http::Router& router, const identity::Services& services,
                    endpoint::TokenCounts& token_counts);

class Application {
 public:
  // Opens everything and binds the port. Throws std::runtime_error that says what to do.
  explicit Application(Configuration configuration);
  ~Application();

  // The URL it listens at.
  [[nodiscard]] std::string url() const;
  void start();
  // Reads again what can change while the server runs: the certificate. What cannot be used is
  // logged, and what was in force stays. Called by the thread that constructed the application.
  void reload();
  // The same where a file has changed; to be called every few seconds.
  void check_files();
  // Finishes what is in flight, 10 seconds at most. After this only destruction.
  void stop();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace latchkey::server
