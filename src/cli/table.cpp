#include "cli/table.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "cli/plain_text.hpp"

namespace latchkey::cli {

namespace {

constexpr std::string_view gap = "  ";
constexpr std::size_t least_width = 8;

void append_padded(std::string& line, const std::string& cell, std::size_t width) {
  const std::string shown = cut_to_width(cell, width);
  line += shown;
  line.append(width - display_width(shown), ' ');
}

void end_line(std::string& text) {
  text.erase(text.find_last_not_of(' ') + 1);
  text += '\n';
}

}  // namespace

Table::Table(std::vector<std::string> headings) {
  rows_.push_back(std::move(headings));
}

void Table::add(std::vector<std::string> cells) {
  if (cells.size() != rows_.front().size())
    throw std::logic_error("a row has as many cells as the table has headings");
  for (auto& cell : cells) cell = cell.empty() ? "-" : plain_text(cell);
  rows_.push_back(std::move(cells));
}

std::vector<std::size_t> Table::widths(std::size_t columns) const {
  std::vector<std::size_t> widths(rows_.front().size(), 0);
  for (const auto& row : rows_)
    for (std::size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], display_width(row[i]));
  if (columns == 0)
    return widths;
  const std::size_t gaps = gap.size() * (widths.size() - 1);
  while (std::accumulate(widths.begin(), widths.end(), gaps) > columns) {
    auto& widest = *std::ranges::max_element(widths);
    if (widest <= least_width)
      break;
    --widest;
  }
  return widths;
}

std::string Table::text(std::size_t columns) const {
  const auto all = widths(columns);
  std::string text;
  for (const auto& row : rows_) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      append_padded(text, row[i], all[i]);
      text += gap;
    }
    end_line(text);
  }
  return text;
}

void Facts::add(std::string name, std::string value) {
  add(std::move(name), std::vector<std::string>{std::move(value)});
}

void Facts::add(std::string name, const std::vector<std::string>& values) {
  std::vector<std::string> shown;
  for (const auto& value : values) shown.push_back(value.empty() ? "-" : plain_text(value));
  if (shown.empty())
    shown.emplace_back("-");
  facts_.emplace_back(std::move(name), std::move(shown));
}

std::string Facts::text() const {
  std::size_t width = 0;
  for (const auto& [name, values] : facts_) width = std::max(width, display_width(name));
  std::string text;
  for (const auto& [name, values] : facts_)
    for (std::size_t i = 0; i < values.size(); ++i) {
      append_padded(text, i == 0 ? name : std::string(), width);
      text += gap;
      text += values[i];
      end_line(text);
    }
  return text;
}

}  // namespace latchkey::cli
