#include "plant_client.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <utility>

namespace erp {
namespace {

std::string reason(const HttpAnswer& answer) {
  return answer.status == 0 ? answer.failure : std::to_string(answer.status);
}

}  // namespace

PlantClient::PlantClient(std::string origin, std::string organization, TokenSource& tokens,
                         Retry& http)
    : origin_(std::move(origin)),
      organization_(std::move(organization)),
      tokens_(tokens),
      http_(http) {}

std::expected<boost::json::value, Failure> PlantClient::get(const std::string& path) {
  return call({.url = origin_ + path});
}

std::expected<boost::json::value, Failure> PlantClient::put(const std::string& path,
                                                            const boost::json::value& body) {
  return call({.method = "PUT", .url = origin_ + path, .body = boost::json::serialize(body)});
}

std::expected<boost::json::value, Failure> PlantClient::post(const std::string& path,
                                                             const boost::json::value& body) {
  return call({.method = "POST", .url = origin_ + path, .body = boost::json::serialize(body)});
}

std::expected<boost::json::value, Failure> PlantClient::call(HttpRequest request) {
  const std::string name = request.method + " " + request.url;
  auto answer = send(request);
  if (answer && answer->status == 401) {
    tokens_.forget();
    answer = send(std::move(request));
  }
  if (!answer)
    return std::unexpected(Failure{answer.error()});
  if (!answer->is_success())
    return std::unexpected(Failure{name + ": " + reason(*answer), answer->status});
  boost::system::error_code error;
  auto value = boost::json::parse(answer->body, error);
  if (error)
    return std::unexpected(Failure{name + ": the answer is no JSON"});
  return value;
}

std::expected<HttpAnswer, std::string> PlantClient::send(HttpRequest request) {
  const auto token = tokens_.token();
  if (!token)
    return std::unexpected(token.error());
  request.headers = {"Authorization: Bearer " + *token, "Content-Type: application/json"};
  if (!organization_.empty())
    request.headers.push_back("X-Organization-ID: " + organization_);
  return http_.send(request);
}

}  // namespace erp
