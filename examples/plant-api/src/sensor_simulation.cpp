#include "sensor_simulation.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <string>

namespace plant {
namespace {

const std::string line = "acme/berlin/packaging/line-1/";

std::string reading(double value, std::string_view unit) {
  return boost::json::serialize(
      boost::json::object{{"value", std::round(value * 10) / 10}, {"unit", unit}});
}

void run(const std::stop_token& stop, Broker& broker, std::chrono::milliseconds interval) {
  std::mutex mutex;
  std::condition_variable_any ended;
  for (double step = 0; !stop.stop_requested(); ++step) {
    broker.publish(line + "temperature", reading(140 + (5 * std::sin(step / 20)), "°C"));
    broker.publish(line + "speed", reading(1.2 + (0.2 * std::cos(step / 7)), "m/s"));
    std::unique_lock lock(mutex);
    ended.wait_for(lock, stop, interval, [] { return false; });
  }
}

}  // namespace

SensorSimulation::SensorSimulation(Broker& broker, std::chrono::milliseconds interval)
    : thread_([&broker, interval](const std::stop_token& stop) { run(stop, broker, interval); }) {}

}  // namespace plant
