#include "http/server.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>
#include <thread>

#include "http/worker.hpp"

namespace latchkey::http {

namespace {

Tcp::endpoint endpoint_of(const ServerOptions& options) {
  boost::system::error_code code;
  const auto address = boost::asio::ip::make_address(options.address, code);
  if (code)
    throw std::runtime_error("cannot listen on " + options.address + ": not an IP address");
  return {address, options.port};
}

// With SO_REUSEPORT alone, a second server on the same port would silently take half of the
// connections. A plain bind fails where anyone listens already.
void require_free(const Tcp::endpoint& endpoint) {
  boost::asio::io_context context(BOOST_ASIO_CONCURRENCY_HINT_1);
  Acceptor probe(context.get_executor());
  probe.open(endpoint.protocol());
  probe.set_option(Acceptor::reuse_address(true));
  probe.bind(endpoint);
}

}  // namespace

struct Server::State {
  Shared shared;
  std::vector<std::unique_ptr<Worker>> workers;
  std::vector<std::thread> threads;
};

Server::Server(const ServerOptions& options, const Router& router)
    : state_(new State{.shared = {.options = options,
                                  .router = router,
                                  .proxies = TrustedProxies(options.trusted_proxies)},
                       .workers = {},
                       .threads = {}}) {
  if (state_->shared.options.threads == 0)
    state_->shared.options.threads = std::max(1U, std::thread::hardware_concurrency());
}

Server::~Server() {
  stop();
}

std::uint16_t Server::listen() {
  Tcp::endpoint endpoint = endpoint_of(state_->shared.options);
  try {
    require_free(endpoint);
    for (unsigned i = 0; i < state_->shared.options.threads; ++i) {
      auto worker = std::make_unique<Worker>(state_->shared);
      endpoint.port(worker->listen(endpoint));
      state_->workers.push_back(std::move(worker));
    }
  } catch (const boost::system::system_error& error) {
    state_->workers.clear();
    throw std::runtime_error("cannot listen on " + state_->shared.options.address + " port " +
                             std::to_string(endpoint.port()) + ": " + error.code().message());
  }
  return endpoint.port();
}

void Server::start() {
  for (const auto& worker : state_->workers)
    state_->threads.emplace_back([&worker = *worker] { worker.run(); });
}

void Server::stop(std::chrono::seconds grace) {
  for (const auto& worker : state_->workers)
    if (!state_->threads.empty())
      worker->stop(grace);
  for (std::thread& thread : state_->threads) thread.join();
  state_->threads.clear();
}

}  // namespace latchkey::http
