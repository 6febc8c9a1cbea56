// Generated passwords that people can read aloud and type.
#pragma once

#include "base/random.hpp"
#include "base/secret.hpp"

namespace latchkey::crypto {

// 130 random bits in groups of five letters and digits.
Secret make_readable_password(Random& random);

}  // namespace latchkey::crypto
