// Executes pipelines: when somebody asks for it, and when a value arrives on a topic that one
// reads.
#pragma once

#include <string>
#include <thread>

#include "broker.hpp"
#include "pipelines.hpp"
#include "topics.hpp"

namespace plant {

// Follows the topics on a thread of its own, from construction on. What it is given must outlive
// it.
class PipelineRunner {
 public:
  PipelineRunner(Pipelines& pipelines, const Topics& topics, Broker& broker);

  // Thread-safe. The execution as it was recorded, failed or not.
  Execution run(const Pipeline& pipeline, std::string started_by);

 private:
  void follow(const std::stop_token& stop);
  void run_readers_of(const std::vector<Topic>& changed);
  [[nodiscard]] bool is_output(const std::string& topic) const;

  Pipelines& pipelines_;
  const Topics& topics_;
  Broker& broker_;
  std::jthread thread_;
};

}  // namespace plant
