#include "oauth/request/parameters.hpp"

#include <algorithm>

namespace latchkey::oauth {

namespace {

std::unexpected<Error> refuse_repeated(std::string_view name) {
  return refuse(ErrorCode::invalid_request,
                "The parameter " + std::string(name) + " occurs more than once.");
}

}  // namespace

std::expected<void, Error> check_not_repeated(const Parameters& parameters,
                                              std::span<const std::string_view> names) {
  std::vector<bool> seen(names.size());
  for (const auto& [name, value] : parameters) {
    const auto known = std::ranges::find(names, std::string_view(name));
    if (known == names.end())
      continue;
    const auto index = static_cast<std::size_t>(known - names.begin());
    if (seen[index])
      return refuse_repeated(*known);
    seen[index] = true;
  }
  return {};
}

std::expected<std::optional<std::string>, Error> ParameterReader::optional(
    std::string_view name) const {
  const std::string* found = nullptr;
  for (const auto& [key, value] : parameters_) {
    if (key != name)
      continue;
    if (found != nullptr)
      return refuse_repeated(name);
    found = &value;
  }
  if (found == nullptr || found->empty())
    return std::nullopt;
  return *found;
}

std::expected<std::string, Error> ParameterReader::required(std::string_view name) const {
  auto value = optional(name);
  if (!value)
    return std::unexpected(std::move(value.error()));
  if (!*value)
    return refuse(ErrorCode::invalid_request,
                  "The parameter " + std::string(name) + " is missing.");
  return std::move(**value);
}

bool ParameterReader::is_present(std::string_view name) const {
  return std::ranges::any_of(parameters_,
                             [name](const auto& parameter) { return parameter.first == name; });
}

}  // namespace latchkey::oauth
