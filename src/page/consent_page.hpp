// The consent screen.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/message.hpp"
#include "identity/deployment.hpp"
#include "oauth/model/client.hpp"
#include "oauth/model/resource.hpp"
#include "oauth/model/user.hpp"
#include "page/consent_view.hpp"
#include "page/language.hpp"

namespace latchkey::page {

struct ConsentPage {
  const oauth::Client& client;
  const oauth::User& user;
  std::vector<ScopeGroup> groups;
  std::vector<std::string> claims;                // in words
  std::vector<const oauth::Resource*> resources;  // that the request names (RFC 8707)
  std::string redirect_uri;
  std::string csrf_token;
  std::string interaction;
  Language language = Language::english;
};

http::Response consent_page(const identity::Deployment& deployment, std::string_view brand_name,
                            const ConsentPage& page);

}  // namespace latchkey::page
