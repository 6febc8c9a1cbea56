// The topics of the unified namespace with their latest values.
#pragma once

#include <boost/json/object.hpp>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "json_time.hpp"

namespace plant {

struct Topic {
  std::string name;
  std::string description{};
  std::string model{};  // the id of the model that values must fit; empty: any value
  std::optional<boost::json::value> value{};
  Time received_at{};
  std::uint64_t change = 0;  // the number of the latest change of the value
};

boost::json::object to_json(const Topic& topic);

// Thread-safe. Holds 10,000 topics at most.
class Topics {
 public:
  [[nodiscard]] std::vector<Topic> list(const std::string& filter) const;
  [[nodiscard]] std::optional<Topic> find(const std::string& name) const;

  // Creates the topic or changes what is said of it; its value stays. False: there are too many.
  bool define(const std::string& name, std::string description, std::string model);
  // False: there is none.
  bool remove(const std::string& name);
  // A value has come from the broker. An empty payload is a cleared one (MQTT 3.1.1, 3.3.1.3); what
  // is not JSON is kept as text.
  void receive(const std::string& name, const std::string& payload, Time now);

  // The topics that match and whose value changed after the change of this number, oldest first;
  // waits for the first of them. Whoever asks seldom misses values in between, never the latest.
  [[nodiscard]] std::vector<Topic> changed_after(std::uint64_t change, const std::string& filter,
                                                 std::chrono::milliseconds patience) const;
  [[nodiscard]] std::uint64_t latest_change() const;

 private:
  [[nodiscard]] std::vector<Topic> newer(std::uint64_t change, const std::string& filter) const;
  Topic* find_or_make(const std::string& name);

  mutable std::mutex mutex_;
  mutable std::condition_variable has_changed_;
  std::map<std::string, Topic> topics_;
  std::uint64_t latest_change_ = 0;
};

}  // namespace plant
