// The APIs that tokens of this server open, and what each asks of a call: from the operator's
// configuration.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "oauth/model/rule_table.hpp"

namespace latchkey::oauth {

struct Resource {
  std::string name;                       // in the URL of forward authorization: a-z, 0-9 and '-'
  std::string title;                      // for people
  std::string identifier;                 // its URL (RFC 8707 2, RFC 9728 1.2)
  std::optional<std::string> audience{};  // aud of its tokens, where it takes no others
  double audit = 1;                       // share of the allowed calls that the audit log tells of
  double audit_refusals = 1;              // the same of calls that were refused with a token
  RuleTable rules{};
};

// Null where there is none.
const Resource* find_resource(const std::vector<Resource>& resources, std::string_view name);

}  // namespace latchkey::oauth
