#include "oauth/request/resource_parameter.hpp"

#include <algorithm>
#include <utility>

namespace latchkey::oauth {

namespace {

constexpr std::size_t max_resources = 8;

// Without repetitions; an empty one counts as omitted (RFC 6749 3.1).
std::vector<std::string> values_of(const Parameters& parameters) {
  std::vector<std::string> values;
  for (const auto& [name, value] : parameters)
    if (name == "resource" && !value.empty() && std::ranges::find(values, value) == values.end())
      values.push_back(value);
  return values;
}

}  // namespace

std::expected<std::vector<std::string>, Error> read_resources(const Parameters& parameters) {
  auto values = values_of(parameters);
  if (values.size() > max_resources)
    return refuse(ErrorCode::invalid_target, "The request names too many resources.");
  return values;
}

std::expected<std::optional<std::string>, Error> read_resource(const Parameters& parameters) {
  auto values = values_of(parameters);
  if (values.size() > 1)
    return refuse(ErrorCode::invalid_target,
                  "A token is for one resource. Ask for each in a request of its own.");
  if (values.empty())
    return std::nullopt;
  return std::move(values.front());
}

}  // namespace latchkey::oauth
