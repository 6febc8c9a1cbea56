// What an issuer publishes: its discovery document and its key set.
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "jose/key_set.hpp"
#include "latchkey/resource/settings.hpp"

namespace latchkey::resource {

// The address that a member of the issuer's discovery document gives (OIDC Discovery 4.3: the
// document must name that issuer; what an https issuer points at must be https). The error is for
// the log.
std::expected<std::string, std::string> discover(const Settings& settings, std::string_view member);

// The keys at that address that can verify; what is for other uses or of another kind is passed
// over (RFC 7517 5), but one at least must be left.
std::expected<jose::KeySet, std::string> fetch_keys(const Settings& settings,
                                                    const std::string& jwks_uri);

// Never throws, whatever settings.fetch does.
FetchAnswer fetch_with(const Settings& settings, const FetchRequest& request);

}  // namespace latchkey::resource
