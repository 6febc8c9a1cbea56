// The parameters of a query, taken by name and type; what is wrong with them is gathered.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "api/faults.hpp"
#include "base/clock.hpp"
#include "base/form.hpp"
#include "http/message.hpp"
#include "store/page.hpp"

namespace latchkey::api {

// An empty parameter counts as omitted. The names given are literals.
class Query {
 public:
  // 400 when it does not decode or names a parameter twice.
  static std::expected<Query, Problem> read(const http::Request& request);

  std::optional<std::string> text(std::string_view name);  // at most 200 characters
  std::optional<std::int64_t> integer(std::string_view name, std::int64_t least, std::int64_t most);
  std::optional<std::string> choice(std::string_view name,
                                    std::span<const std::string_view> choices);
  std::optional<Time> time(std::string_view name);  // RFC 3339

  struct Order {
    std::span<const std::string_view> keys;
    std::string_view key;  // where none is given
    bool is_descending = false;
  };
  // page, page_size, q, sort and order.
  store::PageRequest page(const Order& order);
  // page and page_size alone, of a list that has but one order and is not searched.
  store::PageRequest page();

  // Call once everything that is known has been taken: what is left is unknown.
  std::optional<Problem> problem();

 private:
  explicit Query(Parameters parameters) : parameters_(std::move(parameters)) {}
  const std::string* take(std::string_view name);

  Parameters parameters_;
  std::set<std::string_view> taken_;
  Faults faults_;
};

}  // namespace latchkey::api
