// Connectors bring values of machines and systems to topics; how they are is seen from what they
// bring.
#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "broker.hpp"
#include "topics.hpp"

namespace plant {

struct Connector {
  std::string id;
  std::string name;
  std::string kind;
  std::string topics;  // the filter of what it brings; empty: the connector to the broker itself
  std::chrono::seconds stale_after{0};
};

using Connectors = std::vector<Connector>;

// With its status: `connected`, `disconnected` (no broker, or no value ever), `stale` (no value for
// stale_after).
boost::json::object to_json(const Connector& connector, const Topics& topics, const Broker& broker,
                            Time now);

}  // namespace plant
