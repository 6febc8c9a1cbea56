// Reads into a snapshot what transactions changed.
#pragma once

#include "crypto/seal.hpp"
#include "store/snapshot.hpp"
#include "store/store.hpp"

namespace latchkey::store {

inline constexpr std::uint32_t everything_touched = ~std::uint32_t{0};

// Brings the touched parts up to date; the others stay shared with the snapshot it was copied from.
// Throws std::runtime_error when the sealing key opens none of what is sealed.
void load(Snapshot& snapshot, Transaction& tx, std::uint32_t touched,
          const crypto::SealingKey& sealing_key);

}  // namespace latchkey::store
