#include "audit/filter.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace latchkey::audit {

namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool contains(std::string_view text, std::string_view part) {
  return !std::ranges::search(text, part, {}, lower, lower).empty() || part.empty();
}

bool has_action(const store::audit::Event& event, std::string_view action) {
  if (action.ends_with(".*"))
    return event.action.starts_with(action.substr(0, action.size() - 1));
  return event.action == action;
}

}  // namespace

bool matches(const store::audit::Filter& filter, const store::audit::Event& event) {
  return (!filter.actor || event.actor.id == *filter.actor) &&
         (!filter.client_id || event.client_id == *filter.client_id) &&
         (!filter.action || has_action(event, *filter.action)) &&
         (!filter.outcome || event.outcome == *filter.outcome) &&
         (!filter.from || event.time >= *filter.from) && (!filter.to || event.time < *filter.to) &&
         (!filter.q || contains(event.actor.name, *filter.q) ||
          contains(event.client_name, *filter.q) || contains(event.target.name, *filter.q));
}

}  // namespace latchkey::audit
