// Whether a resource is well-formed, and how it stands to the others.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "oauth/model/resource.hpp"

namespace latchkey::oauth {

// What is wrong with it, in words for the operator; nothing where it is well-formed. identifier: an
// https URL, or http on loopback, of RFC 9728 1.2 and RFC 8707 2, without a query or a slash at its
// end; only one spelling of each is taken. servers_own: aud of tokens that are for no resource.
// Sharing it, or the aud of another resource, is a fault: tokens for the one would open the other.
std::optional<std::string> resource_fault(const Resource& resource,
                                          const std::vector<Resource>& others,
                                          std::string_view servers_own);

}  // namespace latchkey::oauth
