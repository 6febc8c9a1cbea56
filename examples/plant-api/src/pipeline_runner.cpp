#include "pipeline_runner.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <utility>

#include "topic_name.hpp"

namespace plant {

PipelineRunner::PipelineRunner(Pipelines& pipelines, const Topics& topics, Broker& broker)
    : pipelines_(pipelines),
      topics_(topics),
      broker_(broker),
      thread_([this](std::stop_token stop) { follow(stop); }) {}

Execution PipelineRunner::run(const Pipeline& pipeline, std::string started_by) {
  const auto started_at = std::chrono::system_clock::now();
  auto result = compute(pipeline, topics_.list(pipeline.input));
  if (result) {
    const boost::json::object value{{"value", *result}, {"pipeline", pipeline.id}};
    if (!broker_.publish(pipeline.output, boost::json::serialize(value)))
      result = std::unexpected("the broker does not answer");
  }
  return pipelines_.record(pipeline.id, {.started_by = std::move(started_by),
                                         .started_at = started_at,
                                         .finished_at = std::chrono::system_clock::now(),
                                         .result = std::move(result)});
}

void PipelineRunner::follow(const std::stop_token& stop) {
  constexpr std::chrono::milliseconds patience{250};
  std::uint64_t seen = 0;
  while (!stop.stop_requested()) {
    const auto changed = topics_.changed_after(seen, "#", patience);
    if (changed.empty())
      continue;
    seen = changed.back().change;
    run_readers_of(changed);
  }
}

void PipelineRunner::run_readers_of(const std::vector<Topic>& changed) {
  for (const auto& pipeline : pipelines_.all()) {
    const bool has_new_input = std::ranges::any_of(changed, [&](const Topic& topic) {
      return matches(pipeline.input, topic.name) && !is_output(topic.name);
    });
    if (has_new_input)
      run(pipeline, "trigger");
  }
}

bool PipelineRunner::is_output(const std::string& topic) const {
  return std::ranges::find(pipelines_.all(), topic, &Pipeline::output) != pipelines_.all().end();
}

}  // namespace plant
