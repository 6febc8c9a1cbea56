#include <array>
#include <cstring>
#include <openssl/ec.h>
#include <openssl/rsa.h>
#include <span>

#include "crypto/ecdsa_signature.hpp"
#include "crypto/signature_context.hpp"
#include "crypto/verification_key.hpp"

namespace latchkey::crypto {

struct SigningKey::State {
  PkeyPointer pkey;
  VerificationKey verification_key;
};

namespace {

const unsigned char* as_unsigned(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

bool is_of(Algorithm algorithm, const EVP_PKEY* pkey) {
  if (algorithm == Algorithm::rs256) {
    const int bits = EVP_PKEY_get_bits(pkey);
    return EVP_PKEY_is_a(pkey, "RSA") == 1 && bits >= min_rsa_bits && bits <= max_rsa_bits;
  }
  std::array<char, 32> group{};
  return EVP_PKEY_is_a(pkey, "EC") == 1 &&
         EVP_PKEY_get_group_name(pkey, group.data(), group.size(), nullptr) == 1 &&
         std::strcmp(group.data(), "prime256v1") == 0;
}

// Nothing unless the text is one PKCS#8 structure and no more.
PkeyPointer read_pkcs8(std::string_view der) {
  const unsigned char* position = as_unsigned(der);
  const Pkcs8Pointer info(
      d2i_PKCS8_PRIV_KEY_INFO(nullptr, &position, static_cast<long>(der.size())));
  const bool is_whole = info && position == as_unsigned(der) + der.size();
  PkeyPointer pkey(is_whole ? EVP_PKCS82PKEY(info.get()) : nullptr);
  ERR_clear_error();
  return pkey;
}

}  // namespace

SigningKey::SigningKey(std::shared_ptr<const State> state) : state_(std::move(state)) {}

SigningKey SigningKey::generate(Algorithm algorithm) {
  PkeyPointer pkey(algorithm == Algorithm::es256
                       ? EVP_EC_gen("P-256")
                       : EVP_RSA_gen(static_cast<unsigned>(min_rsa_bits)));
  require_openssl(pkey != nullptr, "key generation");
  auto verification =
      VerificationKey::from_members(algorithm, public_members(algorithm, pkey.get()));
  return SigningKey(
      std::make_shared<const State>(State{std::move(pkey), std::move(verification).value()}));
}

std::expected<SigningKey, std::string> SigningKey::from_der(Algorithm algorithm,
                                                            const Secret& der) {
  PkeyPointer pkey = read_pkcs8(der.reveal());
  if (!pkey || !is_of(algorithm, pkey.get()))
    return std::unexpected("not a PKCS#8 key for " + std::string(name(algorithm)));
  auto verification =
      VerificationKey::from_members(algorithm, public_members(algorithm, pkey.get()));
  if (!verification)
    return std::unexpected(verification.error());
  SigningKey key(std::make_shared<const State>(State{std::move(pkey), *std::move(verification)}));
  if (!key.is_consistent())
    return std::unexpected("the private part does not belong to the public part");
  return key;
}

bool SigningKey::is_consistent() const {
  constexpr std::string_view probe = "probe";
  try {
    return verification_key().verify(probe, sign(probe));
  } catch (const std::runtime_error&) {
    return false;
  }
}

Algorithm SigningKey::algorithm() const {
  return verification_key().algorithm();
}
const VerificationKey& SigningKey::verification_key() const {
  return state_->verification_key;
}

Secret SigningKey::private_der() const {
  const Pkcs8Pointer info(EVP_PKEY2PKCS8(state_->pkey.get()));
  const int length = info ? i2d_PKCS8_PRIV_KEY_INFO(info.get(), nullptr) : 0;
  require_openssl(length > 0, "PKCS#8");
  std::string der(static_cast<std::size_t>(length), '\0');
  auto* position = reinterpret_cast<unsigned char*>(der.data());
  i2d_PKCS8_PRIV_KEY_INFO(info.get(), &position);
  return Secret(std::move(der));
}

std::string SigningKey::sign(std::string_view data) const {
  EVP_MD_CTX* context = prepared_context({state_, state_->pkey.get()}, SignatureUse::sign);
  std::array<unsigned char, max_rsa_bits / 8> signature;
  std::size_t size = signature.size();
  require_openssl(
      EVP_DigestSign(context, signature.data(), &size, as_unsigned(data), data.size()) == 1,
      "signing");
  if (algorithm() == Algorithm::es256)
    return raw_from_der(std::span(signature).first(size));
  return std::string(reinterpret_cast<const char*>(signature.data()), size);
}

}  // namespace latchkey::crypto
