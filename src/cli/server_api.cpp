#include "cli/server_api.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <spdlog/fmt/fmt.h>

#include "cli/failure.hpp"
#include "cli/problem_text.hpp"

namespace latchkey::cli {

namespace {

constexpr std::size_t largest_page = 200;

Failure not_reachable(const std::filesystem::path& data, const http::LocalClient& client,
                      const http::LocalFailure& failure) {
  using Kind = http::LocalFailure::Kind;
  const std::string socket = client.socket().string();
  switch (failure.kind) {
    case Kind::missing:
      return {ExitCode::not_reachable,
              fmt::format("no server runs on {}: there is no {}.\n"
                          "Is it running, and with --data {}? Name its directory with --data DIR, "
                          "LATCHKEY_DATA or --config FILE.",
                          data.string(), socket, data.string())};
    case Kind::denied:
      return {ExitCode::not_reachable,
              fmt::format("{} may not be opened by this user.\nRun the command as the user that "
                          "the server runs as, for example: sudo -u latchkey latchkey ...",
                          socket)};
    case Kind::silent:
      return {ExitCode::not_reachable,
              fmt::format("nobody answers at {} ({}).\nThe server has stopped or is stopping; see "
                          "its log.",
                          socket, failure.detail)};
    case Kind::unusable:
      break;
  }
  return {ExitCode::not_reachable, fmt::format("{} cannot be used: {}.", socket, failure.detail)};
}

std::string with_query(const std::string& path, const Parameters& query) {
  return query.empty() ? path : path + "?" + form_encode(query);
}

json::value parsed(const http::Response& response) {
  if (response.body.empty())
    return nullptr;
  auto value = parse_json(response.body);
  if (!value)
    throw failed("the server's answer is not JSON: " + value.error());
  return std::move(*value);
}

}  // namespace

ServerApi::ServerApi(const std::filesystem::path& data)
    : data_(data), client_(data / "admin.sock") {}

http::Response ServerApi::send(http::Method method, const std::string& path,
                               const json::value* body, const http::LocalClient::Sink& sink) const {
  http::LocalCall call{
      .method = method, .target = "/api/v1" + path, .content_type = {}, .body = {}};
  if (body != nullptr) {
    call.content_type = "application/json";
    call.body = json::serialize(*body);
  }
  auto response = client_.send(call, sink);
  if (!response)
    throw not_reachable(data_, client_, response.error());
  return std::move(*response);
}

json::value ServerApi::call(http::Method method, const std::string& path,
                            const json::value* body) const {
  const auto response = send(method, path, body);
  if (response.status / 100 != 2)
    throw failed(problem_text(response));
  return parsed(response);
}

json::value ServerApi::get(const std::string& path, const Parameters& query) const {
  return call(http::Method::get, with_query(path, query), nullptr);
}

json::object ServerApi::list(const std::string& path, Parameters query, std::size_t most) const {
  const std::size_t page_size = most == 0 ? largest_page : std::min(most, largest_page);
  query.emplace_back("page_size", std::to_string(page_size));
  json::array items;
  json::value total = 0;
  for (int page = 1;; ++page) {
    Parameters of_page = query;
    of_page.emplace_back("page", std::to_string(page));
    const json::value answer = get(path, of_page);
    const json::array& found = answer.at("items").as_array();
    total = answer.at("total");
    for (const auto& item : found)
      if (most == 0 || items.size() < most)
        items.push_back(item);
    if (found.size() < page_size || (most != 0 && items.size() == most))
      break;
  }
  const std::size_t count = items.size();
  return {{"items", std::move(items)}, {"total", total}, {"page", 1}, {"page_size", count}};
}

json::value ServerApi::post(const std::string& path, const json::value& body) const {
  return call(http::Method::post, path, &body);
}

json::value ServerApi::put(const std::string& path, const json::value& body) const {
  return call(http::Method::put, path, &body);
}

json::value ServerApi::patch(const std::string& path, const json::value& body) const {
  return call(http::Method::patch, path, &body);
}

void ServerApi::erase(const std::string& path) const {
  call(http::Method::delete_, path, nullptr);
}

void ServerApi::stream(const std::string& path, const Parameters& query,
                       const http::LocalClient::Sink& sink) const {
  const auto response = send(http::Method::get, with_query(path, query), nullptr, sink);
  if (response.status / 100 != 2)
    throw failed(problem_text(response));
}

std::string path_segment(std::string_view text) {
  constexpr std::string_view plain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";
  std::string segment;
  for (const char c : text) {
    if (plain.contains(c))
      segment += c;
    else
      segment += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return segment;
}

}  // namespace latchkey::cli
