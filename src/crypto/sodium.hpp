// The one way to libsodium inside this folder: initialised before its first use.
#pragma once

namespace latchkey::crypto {

// Thread-safe and cheap to repeat. Throws std::runtime_error when libsodium cannot start.
void require_sodium();

}  // namespace latchkey::crypto
