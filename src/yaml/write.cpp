#include "yaml/write.hpp"

#include <algorithm>
#include <optional>
#include <spdlog/fmt/fmt.h>
#include <stdexcept>

#include "base/utf8.hpp"
#include "yaml/plain_scalar.hpp"

namespace latchkey::yaml {

namespace {

bool is_letter(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool is_within(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

// Controls, what looks like a space but is none, and what changes the direction of writing.
bool is_unseen(char32_t c) {
  return c < 0x20 || is_within(c, 0x7F, 0xA0) || c == 0xAD || c == 0x61C ||
         is_within(c, 0x200B, 0x200F) || is_within(c, 0x2028, 0x202E) ||
         is_within(c, 0x2060, 0x206F) || is_within(c, 0xFFF0, 0xFFFF) || c == 0xFEFF || c > 0xEFFFF;
}

bool holds_unseen(std::string_view text) {
  while (!text.empty()) {
    const auto c = take_character(text);
    if (!c || is_unseen(*c))
      return true;
  }
  return false;
}

// Begins with a letter or slash, and has nothing that means something in YAML.
bool is_plain(std::string_view text) {
  constexpr std::string_view harmless = " _./+-@%&=?*~()$;!|^<>";
  if (text.empty() || !(is_letter(text.front()) || text.front() == '/') || text.ends_with(' '))
    return false;
  for (std::size_t index = 0; index < text.size(); ++index) {
    const char c = text[index];
    const bool is_within_a_word = c == ':' && index + 1 < text.size() && text[index + 1] != ' ';
    if (!is_letter(c) && !(c >= '0' && c <= '9') && !is_within_a_word &&
        static_cast<unsigned char>(c) < 0x80 && !harmless.contains(c))
      return false;
  }
  const auto meant = plain_value(text);
  return meant && meant->is_string() && !holds_unseen(text);
}

std::string escaped(char32_t c) {
  switch (c) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\t':
      return "\\t";
    default:
      break;
  }
  const auto code = static_cast<std::uint32_t>(c);
  return c <= 0xFFFF ? fmt::format("\\u{:04X}", code) : fmt::format("\\U{:08X}", code);
}

std::string quoted(std::string_view text) {
  std::string quoted = "\"";
  while (!text.empty()) {
    const auto before = text;
    const auto c = take_character(text);
    if (!c)
      throw std::logic_error("a text that is to become YAML is not UTF-8");
    if (*c == '"' || *c == '\\' || is_unseen(*c))
      quoted += escaped(*c);
    else
      quoted += before.substr(0, before.size() - text.size());
  }
  return quoted += '"';
}

// The lines of a text that can be written below one another as they are: none is blank or begins
// or ends with a space, and at most one break ends the last.
std::optional<std::vector<std::string_view>> block_lines(std::string_view text) {
  if (text.ends_with('\n'))
    text.remove_suffix(1);
  if (!text.contains('\n'))
    return std::nullopt;
  std::vector<std::string_view> lines;
  for (;;) {
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    if (line.empty() || line.front() == ' ' || line.back() == ' ' || holds_unseen(line))
      return std::nullopt;
    lines.push_back(line);
    if (end == std::string_view::npos)
      return lines;
    text.remove_prefix(end + 1);
  }
}

class Writer {
 public:
  explicit Writer(const Remark& remark) : remark_(remark) {}

  void write_document(const json::value& value) {
    if (is_nested(value))
      write_members(value, 0);
    else
      text_ += scalar(value, 2) + "\n";
  }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  static bool is_nested(const json::value& value) {
    return (value.is_object() && !value.get_object().empty()) ||
           (value.is_array() && !value.get_array().empty());
  }

  void write_members(const json::value& value, std::size_t indent) {
    if (value.is_array())
      return write_elements(value.get_array(), indent);
    write_object(value.get_object(), indent, indent);
  }

  // The first member goes where the line stands, which after "- " is within it.
  void write_object(const json::object& object, std::size_t first_indent, std::size_t indent) {
    std::size_t next_indent = first_indent;
    for (const auto& member : object) {
      text_ += std::string(next_indent, ' ') + one_line_scalar(member.key()) + ":";
      next_indent = indent;
      write_value(member.value(), indent);
    }
    write_remark(object, indent);
  }

  void write_elements(const json::array& array, std::size_t indent) {
    for (const auto& element : array) {
      text_ += std::string(indent, ' ') + "-";
      const auto* object = element.if_object();
      if (object != nullptr && !object->empty()) {
        text_ += ' ';
        write_object(*object, 0, indent + 2);
      } else {
        write_value(element, indent);
      }
    }
  }

  // After "key:" or "-".
  void write_value(const json::value& value, std::size_t indent) {
    if (!is_nested(value)) {
      text_ += " " + scalar(value, indent + 2) + "\n";
      return;
    }
    text_ += "\n";
    write_members(value, indent + 2);
  }

  void write_remark(const json::object& object, std::size_t indent) {
    std::string remark = remark_ ? remark_(object) : std::string();
    for (std::string_view rest = remark; !rest.empty();) {
      const auto end = std::min(rest.find('\n'), rest.size());
      text_ += fmt::format("{}# {}\n", std::string(indent, ' '), rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }

  static std::string scalar(const json::value& value, std::size_t indent) {
    switch (value.kind()) {
      case json::kind::string:
        return text_scalar(value.get_string(), indent);
      case json::kind::int64:
        return std::to_string(value.get_int64());
      case json::kind::bool_:
        return value.get_bool() ? "true" : "false";
      case json::kind::null:
        return "null";
      case json::kind::array:
        return "[]";
      case json::kind::object:
        return "{}";
      default:
        throw std::logic_error("a number that is to become YAML is no integer");
    }
  }

  static std::string text_scalar(std::string_view text, std::size_t indent) {
    const auto lines = block_lines(text);
    if (!lines)
      return one_line_scalar(text);
    std::string block = text.ends_with('\n') ? "|" : "|-";
    for (const auto line : *lines) block += "\n" + std::string(indent, ' ') + std::string(line);
    return block;
  }

  const Remark& remark_;
  std::string text_;
};

}  // namespace

std::string one_line_scalar(std::string_view text) {
  return is_plain(text) ? std::string(text) : quoted(text);
}

std::string write(const json::value& value, const Remark& remark) {
  Writer writer(remark);
  writer.write_document(value);
  return writer.take();
}

}  // namespace latchkey::yaml
