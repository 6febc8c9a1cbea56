#include "crypto/seal.hpp"

#include <sodium.h>
#include <span>
#include <stdexcept>

#include "base/encoding.hpp"
#include "crypto/sodium.hpp"

namespace latchkey::crypto {
namespace {

constexpr std::size_t key_bytes = crypto_aead_xchacha20poly1305_ietf_KEYBYTES;
constexpr std::size_t nonce_bytes = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_bytes = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char* as_unsigned(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* as_unsigned(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

}  // namespace

SealingKey::SealingKey(Secret key32) : key_(std::move(key32)) {
  if (key_.reveal().size() != key_bytes)
    throw std::invalid_argument("a sealing key has 32 bytes");
  require_sodium();
}

std::string SealingKey::seal(const Secret& plain, std::string_view context, Random& random) const {
  std::string box(nonce_bytes + plain.reveal().size() + tag_bytes, '\0');
  random.fill(std::as_writable_bytes(std::span(box).first(nonce_bytes)));
  unsigned char* start = as_unsigned(box);
  crypto_aead_xchacha20poly1305_ietf_encrypt(
      start + nonce_bytes, nullptr, as_unsigned(plain.reveal()), plain.reveal().size(),
      as_unsigned(context), context.size(), nullptr, start, as_unsigned(key_.reveal()));
  return base64url_encode(as_bytes(box));
}

std::expected<Secret, std::string> SealingKey::open(std::string_view box,
                                                    std::string_view context) const {
  const auto bytes = base64url_decode(box);
  if (!bytes || bytes->size() < nonce_bytes + tag_bytes)
    return std::unexpected("not a sealed box");
  const std::string_view nonce = std::string_view(*bytes).substr(0, nonce_bytes);
  const std::string_view sealed = std::string_view(*bytes).substr(nonce_bytes);
  std::string plain(sealed.size() - tag_bytes, '\0');
  const int result = crypto_aead_xchacha20poly1305_ietf_decrypt(
      as_unsigned(plain), nullptr, nullptr, as_unsigned(sealed), sealed.size(),
      as_unsigned(context), context.size(), as_unsigned(nonce), as_unsigned(key_.reveal()));
  if (result != 0)
    return std::unexpected("the box was altered, belongs elsewhere or has another key");
  return Secret(std::move(plain));
}

}  // namespace latchkey::crypto
