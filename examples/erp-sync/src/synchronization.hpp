// One round between ERP and plant: production orders there, results of pipelines back.
#pragma once

#include <expected>
#include <map>
#include <string>

#include "plant_client.hpp"

namespace erp {

struct Round {
  int pushed = 0;
  int unchanged = 0;
  int refused = 0;  // orders that the plant does not take as they are
  int results = 0;
};

// What the plant already has is asked of it, so that nothing is kept here but which results were
// read.
class Synchronization {
 public:
  // orders_file: read for every round. results_file: one JSON line is added for each new execution.
  // topics: below which each order has its topic.
  Synchronization(PlantClient& plant, std::string orders_file, std::string results_file,
                  std::string topics);

  // Stops at the first failure but a refused order; the next round goes on from there.
  std::expected<Round, std::string> run();

 private:
  std::expected<void, std::string> push_orders(Round& round);
  std::expected<void, Failure> push(const boost::json::object& order);
  std::expected<void, std::string> read_results(Round& round);
  std::expected<void, std::string> look_at_connectors();

  PlantClient& plant_;
  std::string orders_file_;
  std::string results_file_;
  std::string topics_;
  std::map<std::string, std::string>
      read_;  // by pipeline, the execution whose result was read last
};

}  // namespace erp
