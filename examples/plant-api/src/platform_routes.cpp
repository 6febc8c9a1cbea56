#include "platform_routes.hpp"

#include <algorithm>
#include <boost/json/array.hpp>

#include "answer.hpp"

namespace plant {
namespace {

using httplib::Request;
using httplib::Response;

void answer_list(Response& response, boost::json::array items) {
  answer_json(response, boost::json::object{{"items", std::move(items)}});
}

void answer_missing(Response& response, std::string_view what) {
  answer_problem(response, 404, std::string("There is no such ").append(what) + ".");
}

// Runs the action with the pipeline that the path names.
template <typename Act>
void with_pipeline(const Pipelines& pipelines, const Request& request, Response& response,
                   Act act) {
  if (const Pipeline* pipeline = pipelines.find(request.matches[1]))
    act(*pipeline);
  else
    answer_missing(response, "pipeline");
}

}  // namespace

void add_pipeline_routes(httplib::Server& server, const Guard& guard, const Pipelines& pipelines,
                         PipelineRunner& runner) {
  server.Get("/plant/pipelines", guard.require("pipelines:read", [&](const Caller&, const Request&,
                                                                     Response& response) {
    boost::json::array items;
    for (const auto& pipeline : pipelines.all())
      items.push_back(to_json(pipeline, pipelines.executions(pipeline.id)));
    answer_list(response, std::move(items));
  }));
  server.Get("/plant/pipelines/([^/]+)",
             guard.require(
                 "pipelines:read", [&](const Caller&, const Request& request, Response& response) {
                   with_pipeline(pipelines, request, response, [&](const auto& pipeline) {
                     answer_json(response, to_json(pipeline, pipelines.executions(pipeline.id)));
                   });
                 }));
  server.Get("/plant/pipelines/([^/]+)/executions",
             guard.require("pipelines:read",
                           [&](const Caller&, const Request& request, Response& response) {
                             with_pipeline(pipelines, request, response, [&](const auto& pipeline) {
                               boost::json::array items;
                               for (const auto& execution : pipelines.executions(pipeline.id))
                                 items.push_back(to_json(execution));
                               answer_list(response, std::move(items));
                             });
                           }));
  server.Post("/plant/pipelines/([^/]+)/executions",
              guard.require("pipelines:execute", [&](const Caller& caller, const Request& request,
                                                     Response& response) {
                with_pipeline(pipelines, request, response, [&](const auto& pipeline) {
                  answer_json(response, to_json(runner.run(pipeline, caller.subject)), 201);
                });
              }));
}

void add_model_routes(httplib::Server& server, const Guard& guard, const Models& models) {
  server.Get("/plant/models",
             guard.require("models:read", [&](const Caller&, const Request&, Response& response) {
               boost::json::array items;
               for (const auto& [id, model] : models) items.push_back(to_json(model));
               answer_list(response, std::move(items));
             }));
  server.Get(
      "/plant/models/([^/]+)",
      guard.require("models:read", [&](const Caller&, const Request& request, Response& response) {
        const auto found = models.find(request.matches[1]);
        if (found == models.end())
          answer_missing(response, "model");
        else
          answer_json(response, to_json(found->second));
      }));
}

void add_connector_routes(httplib::Server& server, const Guard& guard, const Connectors& connectors,
                          const Topics& topics, const Broker& broker) {
  server.Get(
      "/plant/connectors",
      guard.require("connectors:read", [&](const Caller&, const Request&, Response& response) {
        boost::json::array items;
        for (const auto& connector : connectors)
          items.push_back(to_json(connector, topics, broker, std::chrono::system_clock::now()));
        answer_list(response, std::move(items));
      }));
  server.Get(
      "/plant/connectors/([^/]+)",
      guard.require("connectors:read", [&](const Caller&, const Request& request,
                                           Response& response) {
        const auto found = std::ranges::find(connectors, request.matches[1].str(), &Connector::id);
        if (found == connectors.end())
          answer_missing(response, "connector");
        else
          answer_json(response, to_json(*found, topics, broker, std::chrono::system_clock::now()));
      }));
}

}  // namespace plant
