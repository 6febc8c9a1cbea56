// A place outside that gets every audit event once it is durable.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "store/audit_chain.hpp"

namespace latchkey::audit {

struct Delivery {
  std::int64_t last_id = 0;               // of the last event that is there for good; 0: none
  std::optional<std::string> fault = {};  // why those after it are not
};

// Used by one thread.
class Sink {
 public:
  virtual ~Sink() = default;

  // Under this name the store keeps how far it got.
  [[nodiscard]] virtual std::string_view name() const = 0;
  // In their order. May block for a few seconds, never for good.
  virtual Delivery deliver(std::span<const store::audit::Record> records) = 0;
  // What the place itself shows to be its last event, after a crash between delivering and keeping
  // the position. Throws std::runtime_error where that cannot be told now.
  virtual std::optional<store::audit::Link> find_last() { return {}; }
};

}  // namespace latchkey::audit
