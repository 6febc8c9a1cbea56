#include "cli/problem_text.hpp"

#include <spdlog/fmt/fmt.h>

#include "base/json.hpp"
#include "cli/plain_text.hpp"

namespace latchkey::cli {

namespace {

std::string member(const json::object& object, std::string_view name) {
  const json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? plain_text(value->get_string()) : std::string();
}

}  // namespace

std::string problem_text(const http::Response& response) {
  const auto parsed = parse_json(response.body);
  const json::object* problem = parsed ? parsed->if_object() : nullptr;
  if (problem == nullptr)
    return fmt::format("the server answered with status {}", response.status);
  std::string text = member(*problem, "detail");
  if (text.empty())
    text = member(*problem, "title");
  if (const json::value* errors = problem->if_contains("errors"); errors && errors->is_array())
    for (const auto& error : errors->get_array())
      if (const auto* object = error.if_object())
        text += fmt::format("\n  {}: {}", member(*object, "field"), member(*object, "message"));
  if (response.status >= 500)
    text += fmt::format("\nThe server's log has more under the request id {}.",
                        member(*problem, "request_id"));
  return text;
}

}  // namespace latchkey::cli
