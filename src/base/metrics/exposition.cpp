#include "base/metrics/exposition.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace latchkey::metrics {

namespace {

std::string_view name(Type type) {
  switch (type) {
    case Type::counter:
      return "counter";
    case Type::gauge:
      return "gauge";
    case Type::histogram:
      break;
  }
  return "histogram";
}

// The shortest text that reads as the same number.
std::string number(double value) {
  if (std::isnan(value))
    return "NaN";
  if (std::isinf(value))
    return value < 0 ? "-Inf" : "+Inf";
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return {text.data(), end};
}

// Without an exponent, which a label should not have: 0.0001.
std::string bound_text(std::chrono::microseconds bound) {
  std::array<char, 32> text{};
  const double value = std::chrono::duration<double>(bound).count();
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed).ptr;
  return {text.data(), end};
}

double seconds(std::chrono::nanoseconds duration) {
  return std::chrono::duration<double>(duration).count();
}

void append_escaped(std::string& text, std::string_view value, bool is_quoted) {
  for (const char c : value) {
    if (c == '\n') {
      text += "\\n";
      continue;
    }
    if (c == '\\' || (is_quoted && c == '"'))
      text += '\\';
    text += c;
  }
}

}  // namespace

void Exposition::begin(const Family& family) {
  name_ = family.name;
  text_.append("# HELP ").append(name_).append(" ");
  append_escaped(text_, family.help, false);
  text_.append("\n# TYPE ").append(name_).append(" ").append(name(family.type)).append("\n");
}

void Exposition::sample(const Labels& labels, std::uint64_t value) {
  line("", labels, "", std::to_string(value));
}

void Exposition::sample(const Labels& labels, double value) {
  line("", labels, "", number(value));
}

// The count is that of the last bucket, so that the lines agree whatever is counted meanwhile.
void Exposition::sample(const Labels& labels, const DurationCounts& counts) {
  std::uint64_t so_far = 0;
  for (std::size_t i = 0; i < DurationCounts::bounds.size(); ++i) {
    so_far += counts.buckets.at(i);
    line("_bucket", labels, bound_text(DurationCounts::bounds.at(i)), std::to_string(so_far));
  }
  const std::string count = std::to_string(counts.count());
  line("_bucket", labels, "+Inf", count);
  line("_sum", labels, "", number(seconds(counts.sum)));
  line("_count", labels, "", count);
}

void Exposition::line(std::string_view suffix, const Labels& labels, std::string_view bound,
                      std::string_view value) {
  char separator = '{';
  const auto label = [&](std::string_view label_name, std::string_view label_value) {
    text_ += separator;
    text_.append(label_name).append("=\"");
    append_escaped(text_, label_value, true);
    text_ += '"';
    separator = ',';
  };
  text_.append(name_).append(suffix);
  for (const auto& [label_name, label_value] : labels) label(label_name, label_value);
  if (!bound.empty())
    label("le", bound);
  if (separator == ',')
    text_ += '}';
  text_.append(" ").append(value).append("\n");
}

}  // namespace latchkey::metrics
