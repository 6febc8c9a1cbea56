#include "oauth/decide/protected_resource.hpp"

#include <boost/json/serialize.hpp>

#include "base/json.hpp"

namespace latchkey::oauth {

namespace {

// An identifier's parts: "https://", "api.example.com:8443" and "/plant".
struct Parts {
  std::string_view scheme;
  std::string_view host;
  std::string_view path;
};

Parts split(std::string_view identifier) {
  const auto host = identifier.find("://") + 3;
  const auto path = std::min(identifier.find('/', host), identifier.size());
  return {.scheme = identifier.substr(0, host),
          .host = identifier.substr(host, path - host),
          .path = identifier.substr(path)};
}

}  // namespace

std::string metadata_url(const Resource& resource) {
  const auto [scheme, host, path] = split(resource.identifier);
  std::string url;
  url.append(scheme).append(host).append(protected_resource_path).append(path);
  return url;
}

const Resource* find_described(const std::vector<Resource>& resources, std::string_view host,
                               std::string_view path) {
  const Resource* found = nullptr;
  std::size_t count = 0;
  for (const auto& resource : resources) {
    const auto parts = split(resource.identifier);
    if (parts.path != path)
      continue;
    if (parts.host == host)
      return &resource;
    found = &resource;
    ++count;
  }
  return count == 1 ? found : nullptr;
}

std::string metadata_document(const Resource& resource, std::string_view issuer) {
  json::array scopes;
  for (const auto& scope : resource.rules.scopes()) scopes.emplace_back(scope);
  json::object metadata{{"resource", resource.identifier},
                        {"resource_name", resource.title},
                        {"authorization_servers", json::array{issuer}},
                        {"bearer_methods_supported", json::array{"header"}}};
  if (!scopes.empty())
    metadata["scopes_supported"] = std::move(scopes);
  return json::serialize(metadata);
}

}  // namespace latchkey::oauth
