#include "oauth/check/resource.hpp"

#include <algorithm>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "base/utf8.hpp"
#include "oauth/check/plain_text.hpp"
#include "oauth/check/requested_resource.hpp"

namespace latchkey::oauth {

namespace {

using Fault = std::optional<std::string>;

constexpr std::size_t max_length = 500;

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

Fault name_fault(std::string_view name) {
  if (name.empty() || name.size() > 64 || !std::ranges::all_of(name, is_name_character))
    return "name must be 1 to 64 of a-z, 0-9 and -";
  return {};
}

Fault title_fault(std::string_view title) {
  if (!is_utf8(title) || is_blank(title) || has_control_character(title) ||
      title.size() > max_length)
    return "title must be a text of at most 500 characters";
  return {};
}

bool is_loopback(std::string_view host) {
  return host == "localhost" || host == "127.0.0.1" || host == "[::1]";
}

bool has_uppercase(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return c >= 'A' && c <= 'Z'; });
}

Fault identifier_fault(std::string_view identifier) {
  const auto url = boost::urls::parse_uri(identifier);
  const bool is_url = url && identifier.size() <= max_length && !url->host().empty() &&
                      !url->has_userinfo() && !url->has_query() && !url->has_fragment();
  if (!is_url)
    return "identifier must be a URL of scheme, host, port and path only, for example "
           "https://api.example.com/plant";
  if (url->scheme() != "https" && !(url->scheme() == "http" && is_loopback(url->host())))
    return "identifier must be https (http only on loopback)";
  if (has_uppercase(identifier.substr(0, identifier.size() - url->encoded_path().size())))
    return "identifier must have scheme and host in lower case";
  const std::string_view path(url->encoded_path().data(), url->encoded_path().size());
  if (path.ends_with('/'))
    return "identifier must not end with a slash";
  if (!path.empty() && (path.contains('*') || !PathPattern::parse(path)))
    return "identifier must have a path of plain segments, without escapes";
  return {};
}

bool is_share(double share) {
  return share >= 0 && share <= 1;
}

Fault audit_fault(const Resource& resource) {
  const auto is_outside = [](const AccessRule& rule) {
    return rule.audit && !is_share(*rule.audit);
  };
  if (!is_share(resource.audit) || !is_share(resource.audit_refusals) ||
      resource.rules.has_any(is_outside))
    return "audit and audit-refusals must be shares from 0 to 1";
  return {};
}

Fault duplicate_fault(const Resource& resource, const std::vector<Resource>& others) {
  for (const auto& other : others) {
    if (other.name == resource.name)
      return "its name is given twice";
    if (other.identifier == resource.identifier)
      return "its identifier is that of '" + other.name + "' too";
    if (audience_of(&resource) == audience_of(&other))
      return "the audience of its tokens is that of '" + other.name + "' too";
  }
  return {};
}

// Tokens for it would be for this server's own API, and for every resource that takes those.
Fault audience_fault(const Resource& resource, std::string_view servers_own) {
  if (resource.audience && resource.audience->empty())
    return "audience must not be empty";
  if (audience_of(&resource) == servers_own)
    return (resource.audience ? "audience" : "identifier") +
           std::string(" must not be the audience of the server's own tokens");
  return {};
}

}  // namespace

std::optional<std::string> resource_fault(const Resource& resource,
                                          const std::vector<Resource>& others,
                                          std::string_view servers_own) {
  for (const auto& fault :
       {name_fault(resource.name), title_fault(resource.title),
        identifier_fault(resource.identifier), audit_fault(resource),
        audience_fault(resource, servers_own), duplicate_fault(resource, others)})
    if (fault)
      return fault;
  return {};
}

}  // namespace latchkey::oauth
