// The metrics that the server exposes: what each is called, and where its numbers come from.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "base/metrics/exposition.hpp"

namespace latchkey::metrics {

// Filled at start-up, then immutable and thread-safe. Holds no numbers: those who count keep them,
// and are asked whenever somebody reads, which costs the counting nothing.
class Registry {
 public:
  // Writes the family's samples, on the thread that renders. Never throws, never waits.
  using Collect = std::function<void(Exposition&)>;

  // Throws std::logic_error for a name that is none, that is taken, or that does not say what it
  // is: a counter's ends in _total, and nothing else's does. What collect refers to outlives the
  // last render().
  void add(Family family, Collect collect);

  [[nodiscard]] std::string render() const;  // in the order of addition

 private:
  std::vector<std::pair<Family, Collect>> families_;
};

}  // namespace latchkey::metrics
