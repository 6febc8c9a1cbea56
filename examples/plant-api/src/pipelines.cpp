#include "pipelines.hpp"

#include <algorithm>
#include <utility>

namespace plant {
namespace {

constexpr std::size_t most_executions = 100;

std::string_view name_of(Pipeline::Operation operation) {
  switch (operation) {
    case Pipeline::Operation::count:
      return "count";
    case Pipeline::Operation::sum:
      return "sum";
    case Pipeline::Operation::average:
      break;
  }
  return "average";
}

std::string_view status(const Execution& execution) {
  return execution.result ? "succeeded" : "failed";
}

std::optional<double> figure(const Topic& topic, const std::string& field) {
  const auto* object = topic.value ? topic.value->if_object() : nullptr;
  const auto* member = object == nullptr ? nullptr : object->if_contains(field);
  if (member == nullptr || !member->is_number())
    return std::nullopt;
  return member->to_number<double>();
}

}  // namespace

boost::json::object to_json(const Execution& execution) {
  boost::json::object json{{"id", execution.id},
                           {"status", status(execution)},
                           {"started_by", execution.started_by},
                           {"started_at", rfc3339(execution.started_at)},
                           {"finished_at", rfc3339(execution.finished_at)}};
  json["result"] = execution.result ? boost::json::value(*execution.result) : boost::json::value();
  json["error"] =
      execution.result ? boost::json::value() : boost::json::value(execution.result.error());
  return json;
}

boost::json::object to_json(const Pipeline& pipeline, const std::vector<Execution>& executions) {
  boost::json::object json{{"id", pipeline.id},       {"name", pipeline.name},
                           {"input", pipeline.input}, {"operation", name_of(pipeline.operation)},
                           {"field", pipeline.field}, {"output", pipeline.output}};
  json["status"] = executions.empty() ? "idle" : status(executions.front());
  json["latest_execution"] =
      executions.empty() ? boost::json::value() : to_json(executions.front());
  return json;
}

std::expected<double, std::string> compute(const Pipeline& pipeline,
                                           const std::vector<Topic>& inputs) {
  double sum = 0;
  double count = 0;
  for (const auto& topic : inputs) {
    if (!topic.value)
      continue;
    const auto number = figure(topic, pipeline.field);
    if (!number)
      return std::unexpected(topic.name + " has no number " + pipeline.field);
    sum += *number;
    ++count;
  }
  if (pipeline.operation == Pipeline::Operation::count)
    return count;
  if (pipeline.operation == Pipeline::Operation::sum)
    return sum;
  if (count == 0)
    return std::unexpected("no topic has a value");
  return sum / count;
}

Pipelines::Pipelines(std::vector<Pipeline> pipelines) : pipelines_(std::move(pipelines)) {}

const Pipeline* Pipelines::find(const std::string& id) const {
  const auto found = std::ranges::find(pipelines_, id, &Pipeline::id);
  return found == pipelines_.end() ? nullptr : &*found;
}

std::vector<Execution> Pipelines::executions(const std::string& id) const {
  const std::scoped_lock lock(mutex_);
  const auto found = executions_.find(id);
  return found == executions_.end() ? std::vector<Execution>()
                                    : std::vector(found->second.begin(), found->second.end());
}

Execution Pipelines::record(const std::string& id, Execution execution) {
  const std::scoped_lock lock(mutex_);
  execution.id = "exec_" + std::to_string(++latest_id_);
  auto& kept = executions_[id];
  kept.push_front(execution);
  if (kept.size() > most_executions)
    kept.pop_back();
  return execution;
}

}  // namespace plant
