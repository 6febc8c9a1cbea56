// Calls to the plant API with an access token.
#pragma once

#include <boost/json/value.hpp>
#include <expected>
#include <string>

#include "retry.hpp"
#include "token_source.hpp"

namespace erp {

struct Failure {
  std::string what;
  int status = 0;  // of the API's answer; 0: there was none, or no token for the call
};

// For one thread at a time. What it is given must outlive it.
class PlantClient {
 public:
  // organization: for X-Organization-ID; empty: the header is not sent.
  PlantClient(std::string origin, std::string organization, TokenSource& tokens, Retry& http);

  // The JSON that the API answers with, or why it does not. Where the API refuses the token, the
  // call is made once more with a new one.
  std::expected<boost::json::value, Failure> get(const std::string& path);
  std::expected<boost::json::value, Failure> put(const std::string& path,
                                                 const boost::json::value& body);
  std::expected<boost::json::value, Failure> post(const std::string& path,
                                                  const boost::json::value& body);

 private:
  std::expected<boost::json::value, Failure> call(HttpRequest request);
  std::expected<HttpAnswer, std::string> send(HttpRequest request);

  std::string origin_;
  std::string organization_;
  TokenSource& tokens_;
  Retry& http_;
};

}  // namespace erp
