#include "crypto/running_sha256.hpp"

#include "crypto/openssl.hpp"

namespace latchkey::crypto {

struct RunningSha256::State {
  DigestContextPointer context{EVP_MD_CTX_new()};
};

RunningSha256::RunningSha256() : state_(std::make_unique<State>()) {
  require_openssl(state_->context != nullptr &&
                      EVP_DigestInit_ex2(state_->context.get(), sha256_algorithm(), nullptr) == 1,
                  "SHA-256");
}

RunningSha256::~RunningSha256() = default;

void RunningSha256::add(std::string_view data) {
  require_openssl(EVP_DigestUpdate(state_->context.get(), data.data(), data.size()) == 1,
                  "SHA-256");
}

Sha256 RunningSha256::finish() {
  Sha256 digest;
  require_openssl(EVP_DigestFinal_ex(state_->context.get(),
                                     reinterpret_cast<unsigned char*>(digest.data()), nullptr) == 1,
                  "SHA-256");
  return digest;
}

}  // namespace latchkey::crypto
