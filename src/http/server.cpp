#include "http/server.hpp"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>
#include <unistd.h>

#include "http/worker.hpp"

namespace latchkey::http {

namespace {

Tcp::endpoint resolve(const ListenAddress& listen) {
  boost::system::error_code code;
  const auto address = boost::asio::ip::make_address(listen.address, code);
  if (code)
    throw std::runtime_error("cannot listen on " + listen.address + ": not an IP address");
  return {address, listen.port};
}

// Gone with this object.
class SocketFile {
 public:
  explicit SocketFile(std::filesystem::path file) : file_(std::move(file)) {}
  SocketFile(const SocketFile&) = delete;
  SocketFile& operator=(const SocketFile&) = delete;
  ~SocketFile() {
    std::error_code ignored;
    std::filesystem::remove(file_, ignored);
  }

 private:
  std::filesystem::path file_;
};

}  // namespace

struct Server::State {
  // Each worker of `count` gets a socket of its own. Returns the port.
  std::uint16_t listen(Listener listener, const ListenAddress& listen, std::size_t count);
  // Every worker accepts from each of the sockets.
  ListenAddress take_passed_sockets();
  void listen_locally();

  Shared shared;
  std::vector<std::unique_ptr<Worker>> workers{};
  std::vector<std::thread> threads{};
  std::optional<SocketFile> socket_file{};
  std::uint16_t operations_port = 0;
};

std::uint16_t Server::State::listen(Listener listener, const ListenAddress& listen,
                                    std::size_t count) {
  Tcp::endpoint endpoint = resolve(listen);
  try {
    require_free(endpoint);
    for (std::size_t i = 0; i < count; ++i) {
      Acceptor acceptor = listen_at(workers.at(i)->executor(), endpoint);
      endpoint.port(endpoint_of(acceptor).port());
      workers.at(i)->add(listener, std::move(acceptor));
    }
  } catch (const boost::system::system_error& error) {
    throw std::runtime_error("cannot listen on " + listen.address + " port " +
                             std::to_string(endpoint.port()) + ": " + error.code().message());
  }
  return endpoint.port();
}

ListenAddress Server::State::take_passed_sockets() {
  ListenAddress first;
  for (const int socket : shared.options.passed_sockets) {
    for (const auto& worker : workers) {
      Acceptor acceptor = listen_at(worker->executor(), socket);
      const Tcp::endpoint endpoint = endpoint_of(acceptor);
      if (first.address.empty())
        first = {.address = endpoint.address().to_string(), .port = endpoint.port()};
      worker->add(Listener::clients, std::move(acceptor));
    }
    close(socket);
  }
  return first;
}

void Server::State::listen_locally() {
  const std::filesystem::path& file = shared.options.administration_socket;
  try {
    workers.front()->add(Listener::administration, listen_at(workers.front()->executor(), file));
  } catch (const boost::system::system_error& error) {
    throw std::runtime_error("cannot listen on the socket " + file.string() + ": " +
                             error.code().message());
  }
  socket_file.emplace(file);
}

Server::Server(const ServerOptions& options, const Router& router)
    : state_(new State{.shared = {.options = options,
                                  .router = router,
                                  .proxies = TrustedProxies(options.trusted_proxies),
                                  .admission = Admission(options.admission)}}) {
  if (state_->shared.options.threads == 0)
    state_->shared.options.threads = std::max(1U, std::thread::hardware_concurrency());
}

const Traffic& Server::traffic() const {
  return state_->shared.traffic;
}

std::size_t Server::open_connections(Listener listener) const {
  return state_->shared.connections.at(static_cast<std::size_t>(listener));
}

std::uint64_t Server::refused_connections(Listener listener) const {
  return state_->shared.refused_connections.at(static_cast<std::size_t>(listener)).value();
}

const Admission& Server::admission() const {
  return state_->shared.admission;
}

std::chrono::nanoseconds Server::delay() const {
  std::chrono::nanoseconds longest(0);
  for (const auto& worker : state_->workers) longest = std::max(longest, worker->delay());
  return longest;
}

Server::~Server() {
  stop();
}

ListenAddress Server::listen() {
  State& state = *state_;
  const ServerOptions& options = state.shared.options;
  for (unsigned i = 0; i < options.threads; ++i)
    state.workers.push_back(std::make_unique<Worker>(state.shared));
  try {
    ListenAddress clients{.address = options.address, .port = options.port};
    if (options.passed_sockets.empty())
      clients.port = state.listen(Listener::clients, clients, options.threads);
    else
      clients = state.take_passed_sockets();
    // What is asked now and then, one worker can answer.
    if (options.operations)
      state.operations_port = state.listen(Listener::operations, *options.operations, 1);
    if (!options.administration_socket.empty())
      state.listen_locally();
    return clients;
  } catch (...) {
    state.workers.clear();
    throw;
  }
}

std::uint16_t Server::operations_port() const {
  return state_->operations_port;
}

void Server::start() {
  for (const auto& worker : state_->workers)
    state_->threads.emplace_back([&worker = *worker] { worker.run(); });
}

void Server::stop(std::chrono::seconds grace) {
  state_->socket_file.reset();
  for (const auto& worker : state_->workers)
    if (!state_->threads.empty())
      worker->stop(grace);
  for (std::thread& thread : state_->threads) thread.join();
  state_->threads.clear();
}

}  // namespace latchkey::http
