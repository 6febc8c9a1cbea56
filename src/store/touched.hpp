// What a transaction changed of what is kept in memory; verbs pass these to Transaction::touch.
#pragma once

#include <cstdint>

namespace latchkey::store {

enum Touched : std::uint32_t {
  touched_clients = 1,
  touched_roles = 2,
  touched_users = 4,
  touched_keys = 8,
  touched_settings = 16,
  touched_revocations = 32,
  touched_expired = 64,  // revocations ran out
  touched_catalogues = 128,
};

}  // namespace latchkey::store
