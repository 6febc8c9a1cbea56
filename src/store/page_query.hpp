// The end of a list's SELECT: order and page.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "store/page.hpp"

namespace latchkey::store {

struct SortColumn {
  std::string_view key;
  std::string_view column;
};

// " ORDER BY column [DESC], id". One of few texts, all of them constant; columns.front() where the
// key is not among them.
std::string order_by(std::initializer_list<SortColumn> columns, const PageRequest& request);

// How many rows come before the page.
std::int64_t offset(const PageRequest& request);

}  // namespace latchkey::store
