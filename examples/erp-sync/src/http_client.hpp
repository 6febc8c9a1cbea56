// One HTTP request after another over libcurl.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace erp {

struct HttpRequest {
  std::string method = "GET";
  std::string url{};
  std::vector<std::string> headers{};  // "Name: value"
  std::string body{};
  // HTTP Basic authentication where there is a user.
  std::string user{};
  std::string password{};
};

struct HttpAnswer {
  int status = 0;  // 0: no answer, and `failure` says why
  std::string body{};
  std::string failure{};
  std::optional<std::chrono::seconds> retry_after{};

  [[nodiscard]] bool is_success() const { return status >= 200 && status < 300; }
};

// Keeps its connections open. For one thread at a time. Follows no redirects, for a token must go
// nowhere else; an answer of more than 4 MiB is a failure.
class HttpClient {
 public:
  HttpClient();

  HttpAnswer send(const HttpRequest& request);

  // As application/x-www-form-urlencoded has it, near enough: every octet that is not unreserved.
  [[nodiscard]] static std::string escaped(const std::string& text);

 private:
  std::unique_ptr<void, void (*)(void*)> curl_;
};

}  // namespace erp
