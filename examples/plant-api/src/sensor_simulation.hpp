// Stands in for the PLC of a line, so that there is something to see without one.
#pragma once

#include <chrono>
#include <thread>

#include "broker.hpp"

namespace plant {

// Publishes readings on a thread of its own until it is destroyed. The broker must outlive it.
class SensorSimulation {
 public:
  SensorSimulation(Broker& broker, std::chrono::milliseconds interval);

 private:
  std::jthread thread_;
};

}  // namespace plant
