// SHA-256 of what comes in pieces.
#pragma once

#include <memory>
#include <string_view>

#include "crypto/digest.hpp"

namespace latchkey::crypto {

// Used by one thread at a time.
class RunningSha256 {
 public:
  RunningSha256();
  ~RunningSha256();
  RunningSha256(const RunningSha256&) = delete;
  RunningSha256& operator=(const RunningSha256&) = delete;

  void add(std::string_view data);
  // Once, after the last add().
  Sha256 finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace latchkey::crypto
