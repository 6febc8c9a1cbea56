// One page of a list, and how it is asked for.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace latchkey::store {

struct PageRequest {
  std::int64_t page = 1;  // from 1
  std::int64_t page_size = 25;
  std::string q = {};     // searched for, case-insensitively; empty: everything
  std::string sort = {};  // one of the list's sort keys, already checked
  bool is_descending = false;
};

template <class T>
struct Page {
  std::vector<T> items;
  std::int64_t total = 0;
};

}  // namespace latchkey::store
