#include "synchronization.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/value_to.hpp>
#include <fstream>
#include <iostream>
#include <utility>

#include "files.hpp"

namespace erp {
namespace {

namespace json = boost::json;

constexpr std::string_view model = "production-order";

bool is_text(const json::value& value, std::string_view text) {
  return value.is_string() && value.as_string() == text;
}

// The order is at fault, and not the moment: the others may go on.
bool is_refusal(const Failure& failure) {
  if (failure.status != 400 && failure.status != 422)
    return false;
  std::clog << "order refused: " << failure.what << std::endl;
  return true;
}

// The items of a list that the plant answers with; throws boost::system::system_error or
// std::out_of_range where it answers with something else.
json::array items(const json::value& list) {
  return list.at("items").as_array();
}

}  // namespace

Synchronization::Synchronization(PlantClient& plant, std::string orders_file,
                                 std::string results_file, std::string topics)
    : plant_(plant),
      orders_file_(std::move(orders_file)),
      results_file_(std::move(results_file)),
      topics_(std::move(topics)) {}

std::expected<Round, std::string> Synchronization::run() {
  Round round;
  try {
    auto done = push_orders(round);
    if (done)
      done = read_results(round);
    if (done)
      done = look_at_connectors();
    if (!done)
      return std::unexpected(done.error());
    return round;
  } catch (const std::exception& error) {
    return std::unexpected(std::string("the plant answers in another way: ") + error.what());
  }
}

std::expected<void, std::string> Synchronization::push_orders(Round& round) {
  const auto orders = read_orders(orders_file_);
  if (!orders)
    return std::unexpected(orders.error());
  const auto known = plant_.get("/plant/uns/topics?filter=" + HttpClient::escaped(topics_ + "/+"));
  if (!known)
    return std::unexpected(known.error().what);
  std::map<std::string, json::value> values;
  for (const auto& topic : items(*known))
    if (is_text(topic.at("model"), model))
      values[json::value_to<std::string>(topic.at("topic"))] = topic.at("value");
  for (const auto& order : *orders) {
    const std::string topic = topics_ + "/" + json::value_to<std::string>(order.at("order"));
    if (const auto found = values.find(topic); found != values.end() && found->second == order) {
      ++round.unchanged;
      continue;
    }
    const auto pushed = push(order.as_object());
    if (pushed)
      ++round.pushed;
    else if (!is_refusal(pushed.error()))
      return std::unexpected(pushed.error().what);
    else
      ++round.refused;
  }
  return {};
}

std::expected<void, Failure> Synchronization::push(const json::object& order) {
  const std::string number = json::value_to<std::string>(order.at("order"));
  const std::string path = "/plant/uns/topics/" + topics_ + "/" + number;
  const json::object definition{{"description", "Production order " + number}, {"model", model}};
  if (const auto defined = plant_.put(path, definition); !defined)
    return std::unexpected(defined.error());
  if (const auto published = plant_.post(path, order); !published)
    return std::unexpected(published.error());
  return {};
}

std::expected<void, std::string> Synchronization::read_results(Round& round) {
  const auto pipelines = plant_.get("/plant/pipelines");
  if (!pipelines)
    return std::unexpected(pipelines.error().what);
  std::ofstream results(results_file_, std::ios::app);
  auto read = read_;
  for (const auto& pipeline : items(*pipelines)) {
    const auto* execution = pipeline.at("latest_execution").if_object();
    if (execution == nullptr)
      continue;
    const std::string id = json::value_to<std::string>(execution->at("id"));
    if (std::exchange(read[json::value_to<std::string>(pipeline.at("id"))], id) == id)
      continue;
    json::object line = *execution;
    line["pipeline"] = pipeline.at("id");
    results << json::serialize(line) << '\n';
    ++round.results;
  }
  if (!results.flush())
    return std::unexpected(results_file_ + " cannot be written");
  read_ = std::move(read);
  return {};
}

std::expected<void, std::string> Synchronization::look_at_connectors() {
  const auto connectors = plant_.get("/plant/connectors");
  if (!connectors)
    return std::unexpected(connectors.error().what);
  for (const auto& connector : items(*connectors))
    if (!is_text(connector.at("status"), "connected"))
      std::clog << "connector " << json::serialize(connector.at("id")) << " is "
                << json::serialize(connector.at("status")) << std::endl;
  return {};
}

}  // namespace erp
