// Writes metrics as text: Prometheus' exposition format 0.0.4.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/metrics/duration_histogram.hpp"

namespace latchkey::metrics {

enum class Type { counter, gauge, histogram };

// What the samples of one name have in common. Units are seconds and bytes, and the name says so; a
// counter's name ends in _total.
struct Family {
  std::string name;
  std::string help;
  Type type;
};

// Name and any text each; names are letters, digits and '_'.
using Labels = std::vector<std::pair<std::string_view, std::string_view>>;

class Exposition {
 public:
  static constexpr std::string_view content_type = "text/plain; version=0.0.4; charset=utf-8";

  // The samples that follow are of this family, which lives until the next one begins.
  void begin(const Family& family);
  void sample(const Labels& labels, std::uint64_t value);
  void sample(const Labels& labels, double value);
  void sample(const Labels& labels, const DurationCounts& counts);  // of a histogram

  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void line(std::string_view suffix, const Labels& labels, std::string_view bound,
            std::string_view value);

  std::string text_;
  std::string_view name_;
};

}  // namespace latchkey::metrics
