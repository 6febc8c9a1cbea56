// Verifying tokens by the issuer's published keys (RFC 9068 4).
#pragma once

#include <thread>

#include "resource/inspection.hpp"
#include "resource/key_cache.hpp"
#include "resource/token_cache.hpp"

namespace latchkey::resource {

class OfflineInspection final : public Inspection {
 public:
  // settings has fetch and now.
  explicit OfflineInspection(Settings settings);

  Finding inspect(std::string_view token) override;

 private:
  Finding verify(std::string_view token, const crypto::Sha256& digest, Time now);
  void keep_fresh(const std::stop_token& stop);

  const Settings settings_;
  KeyCache keys_;
  TokenCache verified_;
  std::jthread refresher_;
};

}  // namespace latchkey::resource
