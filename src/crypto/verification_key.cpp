#include "crypto/verification_key.hpp"

#include <algorithm>
#include <openssl/core_names.h>
#include <openssl/param_build.h>

#include "base/encoding.hpp"
#include "crypto/ecdsa_signature.hpp"
#include "crypto/signature_context.hpp"

namespace latchkey::crypto {
namespace {

using ParamBuilder = std::unique_ptr<OSSL_PARAM_BLD, OpensslDeleter<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, OpensslDeleter<OSSL_PARAM_free>>;

constexpr std::size_t coordinate_bytes = 32;

const unsigned char* as_unsigned(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}

BignumPointer bignum(std::string_view bytes) {
  return BignumPointer(BN_bin2bn(as_unsigned(bytes), static_cast<int>(bytes.size()), nullptr));
}

std::string bignum_member(const EVP_PKEY* pkey, const char* name, std::size_t least_bytes) {
  BIGNUM* number = nullptr;
  require_openssl(EVP_PKEY_get_bn_param(pkey, name, &number) == 1, "public key");
  const BignumPointer owned(number);
  const std::size_t size = std::max(static_cast<std::size_t>(BN_num_bytes(number)), least_bytes);
  std::string bytes(size, '\0');
  BN_bn2binpad(number, reinterpret_cast<unsigned char*>(bytes.data()), static_cast<int>(size));
  return base64url_encode(as_bytes(bytes));
}

// Nothing when OpenSSL refuses the parameters, for example a point that is not on the curve.
PkeyPointer public_key(const char* type, OSSL_PARAM_BLD* builder) {
  const Params params(OSSL_PARAM_BLD_to_param(builder));
  const PkeyContextPointer context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  require_openssl(params && context && EVP_PKEY_fromdata_init(context.get()) == 1, "public key");
  EVP_PKEY* pkey = nullptr;
  const int result = EVP_PKEY_fromdata(context.get(), &pkey, EVP_PKEY_PUBLIC_KEY, params.get());
  PkeyPointer owned(pkey);
  if (result != 1) {
    ERR_clear_error();
    return nullptr;
  }
  const PkeyContextPointer check(EVP_PKEY_CTX_new_from_pkey(nullptr, pkey, nullptr));
  if (!check || EVP_PKEY_public_check(check.get()) != 1) {
    ERR_clear_error();
    return nullptr;
  }
  return owned;
}

std::expected<PkeyPointer, std::string> ec_key(const PublicMembers& members) {
  const auto x = base64url_decode(members.x);
  const auto y = base64url_decode(members.y);
  if (!x || !y || x->size() != coordinate_bytes || y->size() != coordinate_bytes)
    return std::unexpected("x and y must be 32 bytes each, base64url");
  const std::string point = "\x04" + *x + *y;
  const ParamBuilder builder(OSSL_PARAM_BLD_new());
  const bool is_built = builder &&
                        OSSL_PARAM_BLD_push_utf8_string(builder.get(), OSSL_PKEY_PARAM_GROUP_NAME,
                                                        "prime256v1", 0) == 1 &&
                        OSSL_PARAM_BLD_push_octet_string(builder.get(), OSSL_PKEY_PARAM_PUB_KEY,
                                                         point.data(), point.size()) == 1;
  require_openssl(is_built, "public key");
  PkeyPointer pkey = public_key("EC", builder.get());
  if (!pkey)
    return std::unexpected("x and y are no point of P-256");
  return pkey;
}

std::expected<PkeyPointer, std::string> rsa_key(const PublicMembers& members) {
  const auto n = base64url_decode(members.n);
  const auto e = base64url_decode(members.e);
  if (!n || !e || n->empty() || e->empty() || n->front() == '\0' || e->front() == '\0')
    return std::unexpected("n and e must be base64url, without leading zeros");
  const BignumPointer modulus = bignum(*n);
  const int bits = modulus ? BN_num_bits(modulus.get()) : 0;
  if (bits < min_rsa_bits || bits > max_rsa_bits || e->size() > 4)
    return std::unexpected("RSA keys must have 2048 to 4096 bits and an exponent of at most 32");
  const BignumPointer exponent = bignum(*e);
  const ParamBuilder builder(OSSL_PARAM_BLD_new());
  const bool is_built =
      modulus && exponent && builder &&
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, modulus.get()) == 1 &&
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, exponent.get()) == 1;
  require_openssl(is_built, "public key");
  PkeyPointer pkey = public_key("RSA", builder.get());
  if (!pkey)
    return std::unexpected("n and e are no RSA key");
  return pkey;
}

}  // namespace

std::string_view name(Algorithm algorithm) {
  return algorithm == Algorithm::es256 ? "ES256" : "RS256";
}

PublicMembers public_members(Algorithm algorithm, const EVP_PKEY* pkey) {
  if (algorithm == Algorithm::es256)
    return {.x = bignum_member(pkey, OSSL_PKEY_PARAM_EC_PUB_X, coordinate_bytes),
            .y = bignum_member(pkey, OSSL_PKEY_PARAM_EC_PUB_Y, coordinate_bytes),
            .n = {},
            .e = {}};
  return {.x = {},
          .y = {},
          .n = bignum_member(pkey, OSSL_PKEY_PARAM_RSA_N, 0),
          .e = bignum_member(pkey, OSSL_PKEY_PARAM_RSA_E, 0)};
}

VerificationKey::VerificationKey(std::shared_ptr<const State> state) : state_(std::move(state)) {}

std::expected<VerificationKey, std::string> VerificationKey::from_members(
    Algorithm algorithm, const PublicMembers& members) {
  auto pkey = algorithm == Algorithm::es256 ? ec_key(members) : rsa_key(members);
  if (!pkey)
    return std::unexpected(pkey.error());
  PublicMembers own = public_members(algorithm, pkey->get());
  return VerificationKey(
      std::make_shared<const State>(State{algorithm, std::move(own), *std::move(pkey)}));
}

Algorithm VerificationKey::algorithm() const {
  return state_->algorithm;
}
const PublicMembers& VerificationKey::members() const {
  return state_->members;
}

bool VerificationKey::verify(std::string_view data, std::string_view signature) const {
  std::string der;
  if (state_->algorithm == Algorithm::es256) {
    auto converted = der_from_raw(signature);
    if (!converted)
      return false;
    der = *std::move(converted);
    signature = der;
  }
  EVP_MD_CTX* context = prepared_context({state_, state_->pkey.get()}, SignatureUse::verify);
  const int result = EVP_DigestVerify(context, as_unsigned(signature), signature.size(),
                                      as_unsigned(data), data.size());
  if (result != 1)
    ERR_clear_error();
  return result == 1;
}

}  // namespace latchkey::crypto
