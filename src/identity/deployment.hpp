// How this server is reached and looks: from the operator's configuration, fixed while it runs.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "oauth/decide/token.hpp"
#include "oauth/model/resource.hpp"
#include "store/rotation_policy.hpp"

namespace latchkey::identity {

// How long clients may keep the key set before they read it again.
inline constexpr std::chrono::seconds jwks_max_age{300};

struct Deployment {
  oauth::Issuer issuer;                  // url without a trailing slash
  bool has_secure_cookies = true;        // the issuer is https
  std::string accent_color = "#2f5bd7";  // "#rrggbb"
  std::string logo_svg;                  // the file's content; empty: the built-in mark
  std::string support_contact;           // shown on error pages; may be empty
  store::signing_keys::RotationPolicy key_rotation{};
  std::vector<oauth::Resource> resources{};  // beside the server itself
};

}  // namespace latchkey::identity
