// Throttling of sign-in attempts per account and per address, in memory and bounded.
#pragma once

#include <chrono>
#include <expected>
#include <memory>
#include <string_view>

#include "base/clock.hpp"

namespace latchkey::identity {

struct ThrottleOptions {
  unsigned account_attempts = 10;  // failures allowed at once
  unsigned address_attempts = 50;
  std::chrono::seconds recovery{60};  // for one attempt of an account; of an address it is a fifth
  std::size_t max_entries = 100'000;
};

// Thread-safe.
class SignInThrottle {
 public:
  explicit SignInThrottle(const ThrottleOptions& options = {});
  ~SignInThrottle();

  // Counts the attempt before it is made, so that parallel guesses do not slip through. The error
  // is how long to wait.
  std::expected<void, std::chrono::seconds> admit(std::string_view canonical_account,
                                                  std::string_view address, Time now);
  // A success gives the attempts of the account back; the address keeps all but this one.
  void succeeded(std::string_view canonical_account, std::string_view address, Time now);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace latchkey::identity
