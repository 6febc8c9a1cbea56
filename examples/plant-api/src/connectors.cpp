#include "connectors.hpp"

#include <algorithm>
#include <optional>

namespace plant {
namespace {

std::optional<Time> latest_value(const Connector& connector, const Topics& topics) {
  std::optional<Time> latest;
  for (const auto& topic : topics.list(connector.topics))
    if (topic.value)
      latest = std::max(latest.value_or(topic.received_at), topic.received_at);
  return latest;
}

std::string_view status(const Connector& connector, std::optional<Time> latest,
                        const Broker& broker, Time now) {
  if (!broker.is_connected())
    return "disconnected";
  if (connector.topics.empty())
    return "connected";
  if (!latest)
    return "disconnected";
  return now - *latest > connector.stale_after ? "stale" : "connected";
}

}  // namespace

boost::json::object to_json(const Connector& connector, const Topics& topics, const Broker& broker,
                            Time now) {
  const auto latest = connector.topics.empty() ? std::nullopt : latest_value(connector, topics);
  boost::json::object json{
      {"id", connector.id}, {"name", connector.name}, {"kind", connector.kind}};
  json["topics"] = connector.topics.empty() ? "#" : connector.topics;
  json["status"] = status(connector, latest, broker, now);
  json["latest_value_at"] = latest ? boost::json::value(rfc3339(*latest)) : boost::json::value();
  return json;
}

}  // namespace plant
