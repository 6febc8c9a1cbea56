// What may be registered as a redirect URI; the rules in the order in which they are explained.
#include <algorithm>
#include <array>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include "oauth/check/loopback_uri.hpp"
#include "oauth/check/redirect_uri.hpp"

namespace latchkey::oauth {

namespace {

using Fault = std::optional<std::string>;

constexpr std::size_t max_length = 2000;
constexpr std::array<std::string_view, 6> forbidden_schemes{
    "javascript", "data", "vbscript", "file", "blob", "about",
};

// RFC 6749 4.1.2, 4.1.2.1; RFC 9207 2.
constexpr std::array<std::string_view, 6> response_parameters{
    "code", "state", "iss", "error", "error_description", "error_uri",
};

bool is_not_visible_ascii(char c) {
  return c < '!' || c > '~';
}

Fault text_fault(std::string_view uri) {
  if (uri.empty())
    return "must not be empty";
  if (uri.size() > max_length)
    return "is longer than 2000 characters";
  if (std::ranges::any_of(uri, is_not_visible_ascii))
    return "holds a space, a control character or a character outside ASCII; percent-encode it "
           "(a host name outside ASCII is written in its xn-- form)";
  if (uri.contains('\\'))
    return "holds a backslash; use /";
  if (uri.contains('#'))
    return "has a fragment; leave out the # and what follows it";
  return {};
}

// The port "*" of a loopback URI as a number, so that the whole reads as a URI.
std::string with_plain_port(std::string_view uri) {
  const auto loopback = split_loopback_uri(uri);
  if (!loopback || !loopback->has_any_port())
    return std::string(uri);
  return std::string(loopback->origin) + ":80" + std::string(loopback->rest);
}

Fault wildcard_fault(std::string_view plain) {
  if (plain.contains('*'))
    return "has a wildcard; * may only stand for the port of localhost, 127.0.0.1 or [::1], as in "
           "http://localhost:*/callback";
  return {};
}

bool is_dot_segment(std::string_view segment) {
  std::size_t dots = 0;
  for (; !segment.empty(); ++dots) {
    const bool is_encoded = segment.starts_with("%2e") || segment.starts_with("%2E");
    if (!is_encoded && segment[0] != '.')
      return false;
    segment.remove_prefix(is_encoded ? 3 : 1);
  }
  return dots == 1 || dots == 2;
}

// Reads the text itself: a parser may drop dot segments before they are seen.
Fault dot_segment_fault(std::string_view plain) {
  auto rest = plain.substr(0, plain.find('?'));
  rest.remove_prefix(rest.find(':') + 1);
  while (!rest.empty()) {
    const auto end = std::min(rest.find('/'), rest.size());
    if (is_dot_segment(rest.substr(0, end)))
      return "has a . or .. segment in its path; write the path it leads to";
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

// RFC 6749 3.1.2 lets a redirect URI have a query, and 3.1 no parameter occur twice.
Fault query_fault(const boost::urls::url_view& url) {
  for (const auto& parameter : url.params())
    if (const auto found = std::ranges::find(response_parameters, parameter.key);
        found != response_parameters.end())
      return "has the query parameter " + std::string(*found) +
             ", which the answers sent there have; give it another name";
  return {};
}

Fault port_fault(const boost::urls::url_view& url) {
  if (url.has_port() && !is_port(url.port()))
    return "has no valid port; use a number up to 65535 or leave out the colon";
  return {};
}

Fault authority_fault(const boost::urls::url_view& url) {
  if (!url.has_authority() || url.encoded_host().empty())
    return "has no host; write it as https://app.example.com/callback";
  if (url.has_userinfo())
    return "holds a user name or password; leave out what stands before the @";
  return port_fault(url);
}

Fault web_fault(const boost::urls::url_view& url, std::string_view plain) {
  if (auto fault = authority_fault(url))
    return fault;
  if (url.scheme() == "http" && !is_loopback_redirect_uri(plain))
    return "uses http; use https (http is only for localhost, 127.0.0.1 and [::1])";
  return {};
}

Fault private_use_fault(const boost::urls::url_view& url, ClientType client_type) {
  const std::string_view scheme = url.scheme();
  if (std::ranges::find(forbidden_schemes, scheme) != forbidden_schemes.end())
    return "has a scheme that is never allowed; use https";
  if (!scheme.contains('.'))
    return "has a scheme without a dot; use https, or a scheme made of your domain name reversed, "
           "as in com.example.app:/callback";
  if (client_type != ClientType::public_)
    return "has a private-use scheme, which only public clients may have; use https";
  if (url.has_userinfo())
    return "holds a user name or password; leave out what stands before the @";
  if (url.encoded_path().empty() && url.encoded_host().empty())
    return "names no place after the scheme; write it as com.example.app:/callback";
  return port_fault(url);
}

bool has_lowercase_scheme(std::string_view scheme) {
  return std::ranges::none_of(scheme, [](char c) { return c >= 'A' && c <= 'Z'; });
}

}  // namespace

std::optional<std::string> redirect_uri_fault(std::string_view uri, ClientType client_type) {
  if (auto fault = text_fault(uri))
    return fault;
  const auto plain = with_plain_port(uri);
  if (auto fault = wildcard_fault(plain))
    return fault;
  const auto parsed = boost::urls::parse_uri(plain);
  if (!parsed)
    return "is not an absolute URI; write it as https://app.example.com/callback";
  const auto& url = *parsed;
  if (!has_lowercase_scheme(url.scheme()))
    return "has a scheme in capital letters; write it in small ones";
  if (auto fault = dot_segment_fault(plain))
    return fault;
  if (auto fault = query_fault(url))
    return fault;
  if (url.scheme() == "http" || url.scheme() == "https")
    return web_fault(url, plain);
  return private_use_fault(url, client_type);
}

}  // namespace latchkey::oauth
