#include "oauth/model/client.hpp"

#include <algorithm>
#include <utility>

namespace latchkey::oauth {

namespace {

constexpr std::array<std::pair<ClientType, std::string_view>, 2> client_types{{
    {ClientType::confidential, "confidential"},
    {ClientType::public_, "public"},
}};
constexpr std::array<std::pair<GrantType, std::string_view>, 3> grant_types{{
    {GrantType::authorization_code, "authorization_code"},
    {GrantType::client_credentials, "client_credentials"},
    {GrantType::refresh_token, "refresh_token"},
}};
constexpr std::array<std::pair<Status, std::string_view>, 2> statuses{{
    {Status::active, "active"},
    {Status::disabled, "disabled"},
}};

template <class Table, class Value>
std::string_view name_in(const Table& table, Value value) {
  return std::ranges::find(table, value, [](const auto& row) { return row.first; })->second;
}

template <class Table>
auto value_in(const Table& table, std::string_view text)
    -> std::optional<typename Table::value_type::first_type> {
  const auto row = std::ranges::find(table, text, [](const auto& entry) { return entry.second; });
  if (row == table.end())
    return std::nullopt;
  return row->first;
}

}  // namespace

std::string_view name(ClientType type) {
  return name_in(client_types, type);
}
std::string_view name(GrantType type) {
  return name_in(grant_types, type);
}
std::string_view name(Status status) {
  return name_in(statuses, status);
}

std::optional<ClientType> parse_client_type(std::string_view text) {
  return value_in(client_types, text);
}
std::optional<GrantType> parse_grant_type(std::string_view text) {
  return value_in(grant_types, text);
}
std::optional<Status> parse_status(std::string_view text) {
  return value_in(statuses, text);
}

bool Client::allows(GrantType grant_type) const {
  return std::ranges::find(grant_types, grant_type) != grant_types.end();
}

}  // namespace latchkey::oauth
