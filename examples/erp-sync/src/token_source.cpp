#include "token_source.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <iostream>
#include <utility>

#include "files.hpp"

namespace erp {
namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;

// The object's text member, or an empty text.
std::string text_of(const boost::json::value& value, std::string_view name) {
  const auto* object = value.if_object();
  const auto* member = object == nullptr ? nullptr : object->if_contains(name);
  const auto* text = member == nullptr ? nullptr : member->if_string();
  return text == nullptr ? std::string() : std::string(*text);
}

boost::json::value json_of(const HttpAnswer& answer) {
  boost::system::error_code error;
  auto value = boost::json::parse(answer.body, error);
  return error ? boost::json::value() : value;
}

std::string reason(const HttpAnswer& answer) {
  if (answer.status == 0)
    return answer.failure;
  const std::string error = text_of(json_of(answer), "error");
  return std::to_string(answer.status) + (error.empty() ? "" : " " + error);
}

// A token is renewed a little before its end, for clocks and networks take time too.
seconds use_for(seconds lifetime) {
  return lifetime - std::min(seconds(30), lifetime / 2);
}

}  // namespace

TokenSource::TokenSource(Credentials credentials, Retry& http)
    : credentials_(std::move(credentials)), http_(http) {}

std::expected<std::string, std::string> TokenSource::token() {
  if (!token_ || steady_clock::now() >= token_->renew_at) {
    auto obtained = obtain();
    if (!obtained)
      return std::unexpected(obtained.error());
    token_ = *std::move(obtained);
    std::clog << "got an access token" << std::endl;
  }
  return token_->value;
}

std::expected<std::string, std::string> TokenSource::token_endpoint() {
  if (!token_endpoint_.empty())
    return token_endpoint_;
  const auto answer =
      http_.send({.url = credentials_.issuer + "/.well-known/openid-configuration"});
  if (!answer.is_success())
    return std::unexpected("no discovery document: " + reason(answer));
  const auto document = json_of(answer);
  if (text_of(document, "issuer") != credentials_.issuer)
    return std::unexpected("the discovery document is of another issuer");
  token_endpoint_ = text_of(document, "token_endpoint");
  if (token_endpoint_.empty())
    return std::unexpected("the discovery document names no token endpoint");
  return token_endpoint_;
}

// A secret that was replaced between reading and using it is read once more.
std::expected<HttpAnswer, std::string> TokenSource::ask(const std::string& endpoint) {
  HttpRequest request{
      .method = "POST",
      .url = endpoint,
      .headers = {"Content-Type: application/x-www-form-urlencoded"},
      .body = "grant_type=client_credentials&scope=" + HttpClient::escaped(credentials_.scope),
      .user = HttpClient::escaped(credentials_.client_id)};
  for (std::string used;;) {
    const auto secret = read_secret(credentials_.secret_file);
    if (!secret)
      return std::unexpected(secret.error());
    request.password = HttpClient::escaped(*secret);
    auto answer = http_.send(request);
    if (answer.status != 401 || *secret == std::exchange(used, *secret))
      return answer;
  }
}

auto TokenSource::obtain() -> std::expected<Token, std::string> {
  const auto endpoint = token_endpoint();
  if (!endpoint)
    return std::unexpected(endpoint.error());
  const auto asked_at = steady_clock::now();
  const auto answer = ask(*endpoint);
  if (!answer)
    return std::unexpected(answer.error());
  if (!answer->is_success())
    return std::unexpected("no access token: " + reason(*answer));
  const auto body = json_of(*answer);
  std::string value = text_of(body, "access_token");
  if (value.empty())
    return std::unexpected("no access token in the answer");
  const auto* lifetime = body.as_object().if_contains("expires_in");
  const seconds holds(lifetime != nullptr && lifetime->is_int64() ? lifetime->as_int64() : 60);
  return Token{std::move(value), asked_at + use_for(holds)};
}

}  // namespace erp
