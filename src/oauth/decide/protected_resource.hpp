// What a resource says of itself (RFC 9728): where its metadata is, and what is in it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "oauth/model/resource.hpp"

namespace latchkey::oauth {

inline constexpr std::string_view protected_resource_path = "/.well-known/oauth-protected-resource";

// RFC 9728 3.1: the well-known path goes between host and path of the identifier.
std::string metadata_url(const Resource& resource);

// The resource whose metadata is at this host and path of a URL; path: what follows the well-known
// path, as it was sent. A proxy may not hand on the host that was asked, so one that is alone with
// its path is found under every host; a client compares the identifier (RFC 9728 3.3). Null: none.
const Resource* find_described(const std::vector<Resource>& resources, std::string_view host,
                               std::string_view path);

// RFC 9728 2, as serialized JSON.
std::string metadata_document(const Resource& resource, std::string_view issuer);

}  // namespace latchkey::oauth
