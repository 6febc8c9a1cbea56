// A platform API that takes access tokens of Latchkey: see README.md for what to read when.

#include <csignal>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>
#include <thread>

#include "answer.hpp"
#include "broker.hpp"
#include "cors.hpp"
#include "guard.hpp"
#include "openapi_document.hpp"
#include "options.hpp"
#include "pipeline_runner.hpp"
#include "platform_routes.hpp"
#include "seed.hpp"
#include "sensor_simulation.hpp"
#include "topic_name.hpp"
#include "topic_routes.hpp"
#include "topic_stream.hpp"

namespace {

using namespace plant;

constexpr std::size_t largest_body_bytes = 64 * 1024;
constexpr std::size_t longest_path = 512;

// What holds for every request, and what anybody may ask for.
void configure(httplib::Server& server, const Cors& cors, const Broker& broker) {
  // As many threads as streams may take, and some for everything else.
  server.new_task_queue = [] { return new httplib::ThreadPool(most_streams + 16); };
  server.set_payload_max_length(largest_body_bytes);
  server.set_keep_alive_max_count(1000);
  server.set_tcp_nodelay(true);
  server.set_pre_routing_handler([&cors](const auto& request, auto& response) {
    if (cors.apply(request, response))
      return httplib::Server::HandlerResponse::Handled;
    // Routes are regular expressions, whose matching recurses on the path.
    if (request.path.size() <= longest_path)
      return httplib::Server::HandlerResponse::Unhandled;
    answer_problem(response, 414, "The path is too long.");
    return httplib::Server::HandlerResponse::Handled;
  });
  server.set_error_handler([](const auto&, auto& response) {
    if (response.body.empty())
      answer_problem(response, response.status, "The request cannot be served.");
  });
  server.Get("/plant/health", [&broker](const auto&, auto& response) {
    answer_json(response, boost::json::object{{"broker", broker.is_connected()}});
  });
  server.Get("/plant/openapi.json", [](const auto&, auto& response) {
    response.set_content(openapi_document.data(), openapi_document.size(), "application/json");
  });
}

// Blocks the signals that end the program, so that one thread can wait for them.
sigset_t block_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

void serve(const Options& options) {
  const sigset_t signals = block_signals();

  const Models models = seed_models();
  const Connectors connectors = seed_connectors();
  Pipelines pipelines(seed_pipelines());
  Topics topics;
  seed_topics(topics);
  Broker broker(options.broker_host, options.broker_port,
                [&](const auto& topic, const auto& payload) {
                  if (is_topic_name(topic))
                    topics.receive(topic, payload, std::chrono::system_clock::now());
                });
  PipelineRunner runner(pipelines, topics, broker);
  std::optional<SensorSimulation> simulation;
  if (options.simulate.count() > 0)
    simulation.emplace(broker, options.simulate);

  const Guard guard({.issuer = options.issuer, .audiences = options.audiences, .realm = "plant"});
  const Cors cors(options.cors_origins);
  TopicStream stream(topics);
  httplib::Server server;
  configure(server, cors, broker);
  add_pipeline_routes(server, guard, pipelines, runner);
  add_model_routes(server, guard, models);
  add_connector_routes(server, guard, connectors, topics, broker);
  add_topic_routes(server, guard, topics, models, broker);
  stream.add_route(server, guard);

  if (!server.bind_to_port(options.host.c_str(), options.port))
    throw std::runtime_error("cannot listen on " + options.host + ":" +
                             std::to_string(options.port));
  std::jthread end([&] {
    int signal = 0;
    sigwait(&signals, &signal);
    stream.end();
    server.stop();
  });
  std::clog << "listening on http://" << options.host << ':' << options.port << std::endl;
  const bool has_served = server.listen_after_bind();
  // Nobody else ends the thread that waits for signals where it was not a signal that ended this.
  pthread_kill(end.native_handle(), SIGTERM);
  if (!has_served)
    throw std::runtime_error("cannot accept connections");
}

}  // namespace

int main(int count, char** words) {
  try {
    serve(plant::read_options(count, words));
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
