#include "topic_name.hpp"

#include <algorithm>
#include <cctype>
#include <mosquitto.h>
#include <ranges>

namespace plant {
namespace {

constexpr std::size_t longest = 200;

bool is_segment(std::string_view segment) {
  return !segment.empty() && segment.front() != '.' && segment.back() != '.' &&
         std::ranges::all_of(segment, [](unsigned char one) {
           return std::isalnum(one) != 0 || one == '_' || one == '-' || one == '.';
         });
}

}  // namespace

bool is_topic_name(std::string_view name) {
  if (name.empty() || name.size() > longest)
    return false;
  return std::ranges::all_of(name | std::views::split('/'), [](const auto& segment) {
    return is_segment(std::string_view(segment.begin(), segment.end()));
  });
}

bool is_topic_filter(const std::string& filter) {
  return !filter.empty() && filter.size() <= longest &&
         mosquitto_sub_topic_check2(filter.data(), filter.size()) == MOSQ_ERR_SUCCESS;
}

bool matches(const std::string& filter, const std::string& name) {
  bool is_match = false;
  return mosquitto_topic_matches_sub2(filter.data(), filter.size(), name.data(), name.size(),
                                      &is_match) == MOSQ_ERR_SUCCESS &&
         is_match;
}

}  // namespace plant
