#include "topic_routes.hpp"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <expected>

#include "answer.hpp"
#include "topic_name.hpp"

namespace plant {
namespace {

using httplib::Request;
using httplib::Response;

constexpr const char* one_topic = "/plant/uns/topics/(.+)";

void answer_bad_request(Response& response, std::string_view detail) {
  answer_problem(response, 400, detail);
}

void answer_missing(Response& response) {
  answer_problem(response, 404, "There is no such topic.");
}

void list(const Topics& topics, const Request& request, Response& response) {
  const std::string filter = request.has_param("filter") ? request.get_param_value("filter") : "#";
  if (!is_topic_filter(filter))
    return answer_bad_request(response, "The filter is no MQTT topic filter.");
  boost::json::array items;
  for (const auto& topic : topics.list(filter)) items.push_back(to_json(topic));
  answer_json(response, boost::json::object{{"items", std::move(items)}});
}

void read(const Topics& topics, const Request& request, Response& response) {
  if (const auto topic = topics.find(request.matches[1]))
    answer_json(response, to_json(*topic));
  else
    answer_missing(response);
}

struct Definition {
  std::string description{};
  std::string model{};
};

std::expected<Definition, std::string> definition(const Request& request, const Models& models) {
  boost::system::error_code error;
  const auto body = boost::json::parse(request.body, error);
  if (error || !body.is_object())
    return std::unexpected("The body is no JSON object.");
  Definition found;
  for (const auto& [name, value] : body.as_object()) {
    if (value.is_null())
      continue;
    if (!value.is_string() || (name != "description" && name != "model"))
      return std::unexpected("The body may hold the texts description and model.");
    (name == "model" ? found.model : found.description) = value.as_string();
  }
  if (!found.model.empty() && !models.contains(found.model))
    return std::unexpected("There is no such model.");
  return found;
}

void define(Topics& topics, const Models& models, const Request& request, Response& response) {
  const std::string name = request.matches[1];
  if (!is_topic_name(name))
    return answer_bad_request(response, "A topic may not have this name.");
  auto asked = definition(request, models);
  if (!asked)
    return answer_bad_request(response, asked.error());
  if (!topics.define(name, std::move(asked->description), std::move(asked->model)))
    return answer_problem(response, 409, "There are too many topics.");
  answer_json(response, to_json(*topics.find(name)));
}

void publish(const Topics& topics, const Models& models, Broker& broker, const Request& request,
             Response& response) {
  const auto topic = topics.find(request.matches[1]);
  if (!topic)
    return answer_missing(response);
  boost::system::error_code error;
  const auto value = boost::json::parse(request.body, error);
  if (error)
    return answer_bad_request(response, "The body is no JSON value.");
  if (!topic->model.empty())
    if (const auto why = fault(models.at(topic->model), value))
      return answer_problem(response, 422, *why);
  if (!broker.publish(topic->name, boost::json::serialize(value)))
    return answer_broker_unavailable(response);
  answer_json(response, boost::json::object{{"topic", topic->name}, {"value", value}});
}

// The retained value goes first: else the broker would bring the topic back at the next start.
void remove(Topics& topics, Broker& broker, const Request& request, Response& response) {
  const auto topic = topics.find(request.matches[1]);
  if (!topic)
    return answer_missing(response);
  if (!broker.publish(topic->name, ""))
    return answer_broker_unavailable(response);
  topics.remove(topic->name);
  response.status = 204;
}

}  // namespace

void add_topic_routes(httplib::Server& server, const Guard& guard, Topics& topics,
                      const Models& models, Broker& broker) {
  server.Get(
      "/plant/uns/topics",
      guard.require("uns:read", [&](const Caller&, const Request& request, Response& response) {
        list(topics, request, response);
      }));
  server.Get(one_topic, guard.require("uns:read", [&](const Caller&, const Request& request,
                                                      Response& response) {
    read(topics, request, response);
  }));
  server.Put(one_topic, guard.require("uns:write", [&](const Caller&, const Request& request,
                                                       Response& response) {
    define(topics, models, request, response);
  }));
  server.Post(one_topic, guard.require("uns:publish", [&](const Caller&, const Request& request,
                                                          Response& response) {
    publish(topics, models, broker, request, response);
  }));
  server.Delete(one_topic, guard.require("uns:delete", [&](const Caller&, const Request& request,
                                                           Response& response) {
    remove(topics, broker, request, response);
  }));
}

}  // namespace plant
