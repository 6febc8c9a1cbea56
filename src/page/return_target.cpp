#include "page/return_target.hpp"

#include <algorithm>

namespace latchkey::page {

namespace {

constexpr std::size_t max_target_bytes = 2048;

bool is_plain(char c) {
  return c > 0x20 && c < 0x7f && c != '\\';
}

}  // namespace

bool is_local_path(std::string_view target) {
  return target.starts_with('/') && !target.starts_with("//") &&
         target.size() <= max_target_bytes && std::ranges::all_of(target, is_plain);
}

std::string return_target(const std::optional<std::string>& asked) {
  return asked && is_local_path(*asked) ? *asked : "/";
}

}  // namespace latchkey::page
