#include <optional>
#include <spdlog/fmt/fmt.h>

#include "base/encoding.hpp"
#include "crypto/digest.hpp"
#include "jose/key_set.hpp"

namespace latchkey::jose {
namespace {

using crypto::Algorithm;

// RFC 7518 6.2.2, 6.3.2 and 6.4.1: what would make a JWK more than a public key.
constexpr std::string_view private_members[] = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"};

std::optional<std::string> text_member(const json::object& jwk, std::string_view name) {
  const json::value* value = jwk.if_contains(name);
  if (!value || !value->is_string())
    return std::nullopt;
  return std::string(value->get_string());
}

std::expected<Algorithm, std::string> algorithm_of(const json::object& jwk) {
  const auto kty = text_member(jwk, "kty");
  const bool is_p256 = kty == "EC" && text_member(jwk, "crv") == "P-256";
  if (!is_p256 && kty != "RSA")
    return std::unexpected("kty and crv name no supported key");
  const Algorithm algorithm = is_p256 ? Algorithm::es256 : Algorithm::rs256;
  if (jwk.contains("alg") && text_member(jwk, "alg") != name(algorithm))
    return std::unexpected("alg does not fit kty");
  return algorithm;
}

}  // namespace

std::string thumbprint(const crypto::VerificationKey& key) {
  const crypto::PublicMembers& members = key.members();
  const std::string canonical =
      key.algorithm() == Algorithm::es256
          ? fmt::format(R"({{"crv":"P-256","kty":"EC","x":"{}","y":"{}"}})", members.x, members.y)
          : fmt::format(R"({{"e":"{}","kty":"RSA","n":"{}"}})", members.e, members.n);
  return crypto::digest_text(canonical);
}

json::object to_jwk(const PublicKey& key) {
  const crypto::PublicMembers& members = key.key.members();
  const Algorithm algorithm = key.key.algorithm();
  json::object jwk{{"use", "sig"}, {"alg", name(algorithm)}, {"kid", key.kid}};
  if (algorithm == Algorithm::es256) {
    jwk["kty"] = "EC";
    jwk["crv"] = "P-256";
    jwk["x"] = members.x;
    jwk["y"] = members.y;
  } else {
    jwk["kty"] = "RSA";
    jwk["n"] = members.n;
    jwk["e"] = members.e;
  }
  return jwk;
}

std::expected<PublicKey, std::string> from_jwk(const json::object& jwk) {
  for (const std::string_view member : private_members)
    if (jwk.contains(member))
      return std::unexpected("holds a private member");
  if (jwk.contains("use") && text_member(jwk, "use") != "sig")
    return std::unexpected("use is not sig");
  const auto algorithm = algorithm_of(jwk);
  if (!algorithm)
    return std::unexpected(algorithm.error());
  const crypto::PublicMembers members{.x = text_member(jwk, "x").value_or(""),
                                      .y = text_member(jwk, "y").value_or(""),
                                      .n = text_member(jwk, "n").value_or(""),
                                      .e = text_member(jwk, "e").value_or("")};
  auto key = crypto::VerificationKey::from_members(*algorithm, members);
  if (!key)
    return std::unexpected(key.error());
  if (!jwk.contains("kid"))
    return PublicKey{thumbprint(*key), *key};
  auto kid = text_member(jwk, "kid");
  if (!kid || kid->empty())
    return std::unexpected("kid is not a text");
  return PublicKey{*std::move(kid), *key};
}

}  // namespace latchkey::jose
