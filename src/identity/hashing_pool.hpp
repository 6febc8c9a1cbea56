// A bounded pool of threads for what keeps a processor busy for long, above all password hashing,
// so that a storm of sign-ins stalls nothing else.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/secret.hpp"
#include "base/task.hpp"
#include "crypto/signature.hpp"

namespace latchkey::identity {

// Thread-safe; outlives every Task that uses it.
class HashingPool {
 public:
  explicit HashingPool(unsigned threads = 1, std::size_t max_queued = 64);
  ~HashingPool();

  // Throw Unavailable (503, Retry-After) when the queue is full.
  Task<std::string> hash(Secret password);
  Task<bool> verify(Secret password, std::string phc);
  // One for each algorithm.
  Task<std::vector<crypto::SigningKey>> make_signing_keys(
      std::vector<crypto::Algorithm> algorithms);

  // How many passwords wait for a thread.
  [[nodiscard]] std::size_t queued() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace latchkey::identity
