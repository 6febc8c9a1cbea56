#include "resource/issuer_documents.hpp"

#include <exception>
#include <set>

#include "base/json.hpp"

namespace latchkey::resource {
namespace {

constexpr std::size_t max_keys = 64;

std::expected<json::object, std::string> fetch_object(const Settings& settings,
                                                      const std::string& url) {
  const auto answer = fetch_with(settings, {.url = url, .timeout = settings.fetch_timeout});
  if (answer.status == 0)
    return std::unexpected(url + ": " + answer.body);
  if (answer.status != 200)
    return std::unexpected(url + " answers " + std::to_string(answer.status));
  auto value = parse_json(answer.body);
  if (!value)
    return std::unexpected(url + " is not acceptable JSON: " + value.error());
  if (!value->is_object())
    return std::unexpected(url + " is not a JSON object");
  return std::move(value->get_object());
}

}  // namespace

FetchAnswer fetch_with(const Settings& settings, const FetchRequest& request) {
  try {
    return settings.fetch(request);
  } catch (const std::exception& error) {
    return {.status = 0, .body = error.what()};
  }
}

std::expected<std::string, std::string> discover(const Settings& settings,
                                                 std::string_view member) {
  std::string base = settings.issuer;
  if (base.ends_with('/'))
    base.pop_back();
  const auto document = fetch_object(settings, base + "/.well-known/openid-configuration");
  if (!document)
    return std::unexpected(document.error());
  const json::value* issuer = document->if_contains("issuer");
  if (!issuer || !issuer->is_string() || issuer->get_string() != settings.issuer)
    return std::unexpected("the discovery document is another issuer's");
  const json::value* address = document->if_contains(member);
  if (!address || !address->is_string())
    return std::unexpected("the discovery document has no " + std::string(member));
  std::string url(address->get_string());
  if (settings.issuer.starts_with("https://") && !url.starts_with("https://"))
    return std::unexpected(std::string(member) + " is not https, but the issuer is");
  return url;
}

std::expected<jose::KeySet, std::string> fetch_keys(const Settings& settings,
                                                    const std::string& jwks_uri) {
  const auto document = fetch_object(settings, jwks_uri);
  if (!document)
    return std::unexpected(document.error());
  const json::value* members = document->if_contains("keys");
  if (!members || !members->is_array() || members->get_array().size() > max_keys)
    return std::unexpected(jwks_uri + " is no key set");
  std::vector<jose::PublicKey> keys;
  std::set<std::string> names;
  for (const json::value& member : members->get_array()) {
    if (!member.is_object())
      return std::unexpected(jwks_uri + " is no key set");
    auto key = jose::from_jwk(member.get_object());
    if (key && names.insert(key->kid).second)
      keys.push_back(*std::move(key));
  }
  if (keys.empty())
    return std::unexpected(jwks_uri + " has no key that can verify");
  return jose::KeySet(std::move(keys));
}

}  // namespace latchkey::resource
