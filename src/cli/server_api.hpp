// The REST API of the running server, over its local socket, as the commands use it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/form.hpp"
#include "base/json.hpp"
#include "http/local_client.hpp"

namespace latchkey::cli {

// Paths begin after "/api/v1". What the server refuses, and a server that is not there, is thrown
// as a Failure that says what to do.
class ServerApi {
 public:
  explicit ServerApi(const std::filesystem::path& data);

  [[nodiscard]] json::value get(const std::string& path, const Parameters& query = {}) const;
  // Every page of a list in one: {"items": [...], "total": N, "page": 1, "page_size": N}. Not more
  // than most items are fetched; 0: all.
  [[nodiscard]] json::object list(const std::string& path, Parameters query,
                                  std::size_t most = 0) const;
  // Null where the answer has no body.
  json::value post(const std::string& path, const json::value& body = json::object()) const;
  json::value put(const std::string& path, const json::value& body) const;
  json::value patch(const std::string& path, const json::value& body) const;
  void erase(const std::string& path) const;

  // The body of the answer, however large, piece by piece.
  void stream(const std::string& path, const Parameters& query,
              const http::LocalClient::Sink& sink) const;

  // The answer whatever its status is; Failure only where there is no server.
  [[nodiscard]] http::Response send(http::Method method, const std::string& path,
                                    const json::value* body = nullptr,
                                    const http::LocalClient::Sink& sink = {}) const;

 private:
  json::value call(http::Method method, const std::string& path, const json::value* body) const;

  std::filesystem::path data_;
  http::LocalClient client_;
};

// One segment of a path, escaped.
std::string path_segment(std::string_view text);

}  // namespace latchkey::cli
