#include "base/metrics/registry.hpp"

#include <algorithm>
#include <stdexcept>

namespace latchkey::metrics {

namespace {

bool is_name(std::string_view text) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  return !text.empty() && is_letter(text.front()) &&
         std::ranges::all_of(text, [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); });
}

}  // namespace

void Registry::add(Family family, Collect collect) {
  if (!is_name(family.name) || family.help.empty())
    throw std::logic_error("a metric has no name or no help: " + family.name);
  if (family.name.ends_with("_total") != (family.type == Type::counter))
    throw std::logic_error("counters, and only they, end in _total: " + family.name);
  if (std::ranges::any_of(families_,
                          [&](const auto& other) { return other.first.name == family.name; }))
    throw std::logic_error("a metric is added twice: " + family.name);
  families_.emplace_back(std::move(family), std::move(collect));
}

std::string Registry::render() const {
  Exposition out;
  for (const auto& [family, collect] : families_) {
    out.begin(family);
    collect(out);
  }
  return out.take();
}

}  // namespace latchkey::metrics
