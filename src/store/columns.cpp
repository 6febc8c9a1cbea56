#include "store/columns.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <stdexcept>

#include "base/json.hpp"

namespace latchkey::store {

namespace {

json::array array_of(const std::vector<std::string>& values) {
  return json::array(values.begin(), values.end());
}

std::vector<std::string> strings_of(const json::value& value) {
  std::vector<std::string> strings;
  for (const auto& element : value.as_array()) strings.emplace_back(element.as_string());
  return strings;
}

json::value parsed(const db::Row& row, int column) {
  return json::parse(row.text(column));
}

}  // namespace

std::string to_list(const std::vector<std::string>& values) {
  return json::serialize(array_of(values));
}

std::vector<std::string> list_column(const db::Row& row, int column) {
  if (row.text(column) == "[]")
    return {};
  return strings_of(parsed(row, column));
}

crypto::Algorithm algorithm_column(const db::Row& row, int column) {
  for (const auto algorithm : {crypto::Algorithm::es256, crypto::Algorithm::rs256})
    if (name(algorithm) == row.text(column))
      return algorithm;
  throw std::runtime_error("the store holds an unknown algorithm");
}

oauth::ScopeSet scopes_column(const db::Row& row, int column) {
  return oauth::ScopeSet(list_column(row, column));
}

std::string to_text(const oauth::RequestedClaims& claims) {
  return json::serialize(json::object{{"userinfo", array_of(claims.userinfo)},
                                      {"id_token", array_of(claims.id_token)}});
}

oauth::RequestedClaims claims_column(const db::Row& row, int column) {
  const auto value = parsed(row, column);
  return {.userinfo = strings_of(value.at("userinfo")),
          .id_token = strings_of(value.at("id_token"))};
}

}  // namespace latchkey::store
