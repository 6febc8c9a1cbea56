// The certificate that a listener serves, replaceable while it does.
#pragma once

#include <atomic>
#include <memory>

#include "crypto/tls_context.hpp"

namespace latchkey::http {

// Thread-safe. Connections keep what they began with.
class TlsCredentials {
 public:
  explicit TlsCredentials(std::shared_ptr<const crypto::TlsContext> context)
      : context_(std::move(context)) {}

  [[nodiscard]] std::shared_ptr<const crypto::TlsContext> current() const {
    return context_.load();
  }
  void replace(std::shared_ptr<const crypto::TlsContext> context) {
    context_.store(std::move(context));
  }

 private:
  std::atomic<std::shared_ptr<const crypto::TlsContext>> context_;
};

}  // namespace latchkey::http
