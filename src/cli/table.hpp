// Tables and lists of facts for people.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace latchkey::cli {

// Columns two spaces apart, headings first. Cells are made plain text.
class Table {
 public:
  explicit Table(std::vector<std::string> headings);
  // As many cells as headings; an empty one is shown as "-".
  void add(std::vector<std::string> cells);
  [[nodiscard]] bool empty() const { return rows_.size() == 1; }
  // Within that many columns: the widest cells are cut. 0: as wide as it gets.
  [[nodiscard]] std::string text(std::size_t columns) const;

 private:
  [[nodiscard]] std::vector<std::size_t> widths(std::size_t columns) const;

  std::vector<std::vector<std::string>> rows_;
};

// Names and values below one another; a fact of several values takes as many lines.
class Facts {
 public:
  void add(std::string name, std::string value);
  void add(std::string name, const std::vector<std::string>& values);
  [[nodiscard]] std::string text() const;

 private:
  std::vector<std::pair<std::string, std::vector<std::string>>> facts_;
};

}  // namespace latchkey::cli
