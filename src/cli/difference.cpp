#include "cli/difference.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <spdlog/fmt/fmt.h>

#include "cli/plain_text.hpp"
#include "cli/view.hpp"

namespace latchkey::cli {

namespace {

constexpr std::string_view no_colour = "\x1b[0m";

std::string_view colour_of(char sign) {
  if (sign == '+')
    return "\x1b[32m";
  return sign == '-' ? "\x1b[31m" : "\x1b[33m";
}

std::string shown(const json::value& value) {
  return plain_text(json::serialize(value));
}

bool contains(const json::array& array, const json::value& value) {
  return std::ranges::find(array, value) != array.end();
}

class Text {
 public:
  explicit Text(bool is_coloured) : is_coloured_(is_coloured) {}

  void add(char sign, std::size_t indent, const std::string& text) {
    const std::string line = fmt::format("{}{} {}", std::string(indent, ' '), sign, text);
    if (is_coloured_ && sign != ' ')
      text_ += fmt::format("{}{}{}\n", colour_of(sign), line, no_colour);
    else
      text_ += line + "\n";
  }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  bool is_coloured_;
  std::string text_;
};

void add_list(Text& text, const std::string& name, const json::array& from, const json::array& to) {
  text.add('~', 4, name);
  bool is_other_order = true;
  for (const auto& value : from)
    if (!contains(to, value)) {
      is_other_order = false;
      text.add('-', 8, shown(value));
    }
  for (const auto& value : to)
    if (!contains(from, value)) {
      is_other_order = false;
      text.add('+', 8, shown(value));
    }
  if (is_other_order)
    text.add('~', 8, "in another order: " + shown(to));
}

void add_field(Text& text, std::string_view name, const json::object& change) {
  const std::string shown_name = plain_text(name);
  const json::value& from = change.at("from");
  const json::value& to = change.at("to");
  if (from.is_array() && to.is_array())
    add_list(text, shown_name, from.get_array(), to.get_array());
  else if (from.is_null())
    text.add('+', 4, fmt::format("{}: {}", shown_name, shown(to)));
  else if (to.is_null())
    text.add('-', 4, fmt::format("{}: {}", shown_name, shown(from)));
  else
    text.add('~', 4, fmt::format("{}: {} -> {}", shown_name, shown(from), shown(to)));
}

char sign_of(std::string_view action) {
  if (action == "create")
    return '+';
  return action == "delete" ? '-' : '~';
}

// client "ERP sync" (lkc_...)
std::string title_of(const json::object& change) {
  std::string title = text_of(change, "object");
  if (const auto* name = change.if_contains("name"); name != nullptr && *name != "")
    title += " " + shown(*name);
  if (const std::string id = text_of(change, "client_id"); !id.empty())
    title += fmt::format(" ({})", plain_text(id));
  return title;
}

void add_impact(Text& text, const json::object& impact) {
  text.add(' ', 4,
           fmt::format("ends {} live grants with {} refresh tokens, and {} consents",
                       text_of(impact, "live_grants"), text_of(impact, "live_refresh_tokens"),
                       text_of(impact, "consents")));
}

}  // namespace

std::string difference_text(const json::array& changes, bool is_coloured) {
  Text text(is_coloured);
  for (const auto& value : changes) {
    const json::object& change = value.as_object();
    text.add(sign_of(text_of(change, "action")), 0, title_of(change));
    for (const auto& field : change.at("fields").as_object())
      add_field(text, field.key(), field.value().as_object());
    if (const auto* impact = change.if_contains("impact"))
      add_impact(text, impact->as_object());
  }
  return text.take();
}

ChangeCounts count_changes(const json::array& changes) {
  ChangeCounts counts;
  for (const auto& change : changes) {
    const std::string action = text_of(change.as_object(), "action");
    ++(action == "create" ? counts.created : action == "delete" ? counts.deleted : counts.changed);
  }
  return counts;
}

}  // namespace latchkey::cli
