// What an administrator may set for an organization.
#pragma once

#include <chrono>
#include <string>

namespace latchkey::oauth {

// No access token lives longer, whatever is set: revocations are remembered for as long.
inline constexpr std::chrono::seconds max_access_token_lifetime{24 * 3600};

struct Settings {
  bool rbac_enabled = true;
  std::string brand_name = "Latchkey";
  std::chrono::seconds access_token_lifetime{15 * 60};
  std::chrono::seconds id_token_lifetime{60 * 60};
  std::chrono::seconds authorization_code_lifetime{60};
  std::chrono::seconds refresh_token_idle_lifetime{14 * 24 * 3600};
  std::chrono::seconds refresh_token_absolute_lifetime{90 * 24 * 3600};
  std::chrono::seconds session_idle_lifetime{8 * 3600};
  std::chrono::seconds session_absolute_lifetime{7 * 24 * 3600};
};

}  // namespace latchkey::oauth
