// Pipelines compute a figure from the latest values of topics; their executions say what came out.
#pragma once

#include <boost/json/object.hpp>
#include <deque>
#include <expected>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "topics.hpp"

namespace plant {

struct Pipeline {
  enum class Operation { count, sum, average };
  std::string id;
  std::string name;
  std::string input;  // a topic filter
  std::string field;  // the member of the values that is computed with
  Operation operation = Operation::sum;
  std::string output;  // a topic; its values start no pipeline
};

struct Execution {
  std::string id{};
  std::string started_by;  // a user's id, or `trigger` where a value started it
  Time started_at{};
  Time finished_at{};
  std::expected<double, std::string> result{0};
};

boost::json::object to_json(const Execution& execution);

// The figure, or why there is none.
[[nodiscard]] std::expected<double, std::string> compute(const Pipeline& pipeline,
                                                         const std::vector<Topic>& inputs);

// The pipelines with their last 100 executions each. Thread-safe.
class Pipelines {
 public:
  explicit Pipelines(std::vector<Pipeline> pipelines);

  [[nodiscard]] const std::vector<Pipeline>& all() const { return pipelines_; }
  [[nodiscard]] const Pipeline* find(const std::string& id) const;
  // The newest first.
  [[nodiscard]] std::vector<Execution> executions(const std::string& id) const;
  // Gives it its id and keeps it.
  Execution record(const std::string& id, Execution execution);

 private:
  const std::vector<Pipeline> pipelines_;
  mutable std::mutex mutex_;
  std::map<std::string, std::deque<Execution>> executions_;  // by pipeline
  std::uint64_t latest_id_ = 0;
};

// With its status: that of the latest execution, or `idle`.
boost::json::object to_json(const Pipeline& pipeline, const std::vector<Execution>& executions);

}  // namespace plant
