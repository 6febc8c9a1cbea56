// Which resources a request may name, and what is left of its scopes for them (RFC 8707).
#pragma once

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "oauth/error.hpp"
#include "oauth/model/resource.hpp"
#include "oauth/model/scope.hpp"

namespace latchkey::oauth {

// RFC 8707 2.1: the scopes that the resources know, and those of OpenID Connect, which are for the
// client. All of them where no resource is named; invalid_target for one that is not configured,
// invalid_scope where the scopes are of no use to any of the resources.
std::expected<ScopeSet, Error> narrow_to_resources(const ScopeSet& scopes,
                                                   const std::vector<std::string>& named,
                                                   std::span<const Resource> resources);

// Those of the resources that are named, in the order of the configuration.
std::vector<const Resource*> named_resources(const std::vector<std::string>& names,
                                             std::span<const Resource> resources);

// RFC 8707 2.2: the one that a token is for, null where that is the server's own audience. A grant
// that names resources is for these alone, and one that names several needs to be told which.
// invalid_target otherwise.
std::expected<const Resource*, Error> choose_resource(const std::optional<std::string>& asked,
                                                      const std::vector<std::string>& granted,
                                                      std::span<const Resource> resources);

// What a token for the resource carries of these; all where it is null.
ScopeSet scopes_for(const Resource* resource, const ScopeSet& scopes);

// aud of tokens for the resource; empty, for the server's own, where it is null.
std::string audience_of(const Resource* resource);

// Whether a token of that audience is for the resource: its own, or the server's where it declares
// none.
bool takes_audience(const Resource& resource, std::string_view audience,
                    std::string_view servers_own);

}  // namespace latchkey::oauth
