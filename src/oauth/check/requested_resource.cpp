#include "oauth/check/requested_resource.hpp"

#include <algorithm>

namespace latchkey::oauth {

namespace {

// An identifier without a path is the same with a slash at its end (RFC 3986 6.2.3).
bool is_named(const Resource& resource, std::string_view name) {
  const auto& identifier = resource.identifier;
  if (name == identifier)
    return true;
  const bool has_path = identifier.find('/', identifier.find("://") + 3) != std::string::npos;
  return !has_path && name.ends_with('/') && name.substr(0, name.size() - 1) == identifier;
}

std::expected<const Resource*, Error> find_named(std::string_view name,
                                                 std::span<const Resource> resources) {
  const auto found =
      std::ranges::find_if(resources, [&](const auto& one) { return is_named(one, name); });
  if (found == resources.end())
    return refuse(ErrorCode::invalid_target, "The resource is not known.",
                  "no resource is configured as " + std::string(name.substr(0, 200)));
  return &*found;
}

bool is_among(const Resource& resource, const std::vector<std::string>& names) {
  return std::ranges::any_of(names, [&](const auto& name) { return is_named(resource, name); });
}

}  // namespace

std::expected<ScopeSet, Error> narrow_to_resources(const ScopeSet& scopes,
                                                   const std::vector<std::string>& named,
                                                   std::span<const Resource> resources) {
  if (named.empty())
    return scopes;
  ScopeSet known;
  for (const auto& name : named) {
    const auto resource = find_named(name, resources);
    if (!resource)
      return std::unexpected(resource.error());
    for (const auto& scope : (*resource)->rules.scopes()) known.insert(scope);
  }
  auto narrowed = scopes.filtered(
      [&](const auto& scope) { return known.contains(scope) || is_oidc_scope(scope); });
  if (narrowed.empty())
    return refuse(ErrorCode::invalid_scope, "None of the scopes is of the resource.");
  return narrowed;
}

std::vector<const Resource*> named_resources(const std::vector<std::string>& names,
                                             std::span<const Resource> resources) {
  std::vector<const Resource*> named;
  for (const auto& resource : resources)
    if (is_among(resource, names))
      named.push_back(&resource);
  return named;
}

std::expected<const Resource*, Error> choose_resource(const std::optional<std::string>& asked,
                                                      const std::vector<std::string>& granted,
                                                      std::span<const Resource> resources) {
  if (!asked && granted.empty())
    return nullptr;
  if (!asked && granted.size() > 1)
    return refuse(
        ErrorCode::invalid_target,
        "The authorization is for several resources. Name the one that the token is for.");
  const auto resource = find_named(asked ? *asked : granted.front(), resources);
  if (resource && !granted.empty() && !is_among(**resource, granted))
    return refuse(ErrorCode::invalid_target, "The authorization is not for this resource.",
                  "the grant does not name " + (*resource)->identifier);
  return resource;
}

ScopeSet scopes_for(const Resource* resource, const ScopeSet& scopes) {
  if (resource == nullptr)
    return scopes;
  const auto known = resource->rules.scopes();
  return scopes.filtered([&](const auto& scope) { return known.contains(scope); });
}

std::string audience_of(const Resource* resource) {
  return resource == nullptr ? std::string() : resource->audience.value_or(resource->identifier);
}

bool takes_audience(const Resource& resource, std::string_view audience,
                    std::string_view servers_own) {
  if (resource.audience)
    return audience == *resource.audience;
  return audience == resource.identifier || audience == servers_own;
}

}  // namespace latchkey::oauth
