// Randomness as an argument, and the shapes of identifiers and bearer values made from it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace latchkey {

// Cryptographically strong bytes (crypto::SystemRandom) or a test's sequence. Thread-safe.
class Random {
 public:
  virtual ~Random() = default;
  virtual void fill(std::span<std::byte> bytes) = 0;
};

// "usr_" + 26 lowercase base32 characters (130 bits): an identifier, unguessable but no secret.
std::string make_id(Random& random, std::string_view prefix);

// prefix + 43 base64url characters (256 bits): a code, token, client secret or session id.
std::string make_bearer_value(Random& random, std::string_view prefix);

}  // namespace latchkey
