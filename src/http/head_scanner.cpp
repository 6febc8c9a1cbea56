#include "http/head_scanner.hpp"

#include <array>

#include "base/plain_run.hpp"

namespace latchkey::http {

namespace {

enum class Kind : unsigned char { visible, tab, control, carriage_return, line_feed, high };

constexpr std::array<Kind, 256> kinds = [] {
  std::array<Kind, 256> table{};
  for (std::size_t c = 0; c < table.size(); ++c)
    table[c] = c < 0x20 || c == 0x7f ? Kind::control : c >= 0x80 ? Kind::high : Kind::visible;
  table['\t'] = Kind::tab;
  table['\r'] = Kind::carriage_return;
  table['\n'] = Kind::line_feed;
  return table;
}();

Kind kind_of(char c) {
  return kinds[static_cast<unsigned char>(c)];
}

std::size_t visible_run(std::string_view text) {
  std::size_t run = 0;
  while (run < text.size() && kind_of(text[run]) == Kind::visible) ++run;
  return run;
}

constexpr Refusal too_large{431, "The request's header is too large."};
constexpr Refusal too_many{431, "The request has too many header fields."};
constexpr Refusal bad_line_ending{400, "A header line does not end in CRLF."};
constexpr Refusal folded{400, "A header field is folded over several lines."};
constexpr Refusal control_character{400, "The header holds a control character."};
constexpr Refusal bad_request_line{400, "The request line is malformed."};

}  // namespace

std::expected<std::size_t, Refusal> HeadScanner::scan(std::string_view bytes) {
  const std::string_view judged = bytes.substr(0, max_bytes_);
  while (position_ < judged.size()) {
    if (position_ > line_start_) {
      const std::string_view rest = judged.substr(position_);
      position_ += line_ == 0 ? visible_run(rest) : plain_run<'\x7f'>(rest);
      if (position_ == judged.size())
        break;
    }
    const Kind kind = kind_of(judged[position_]);
    if (kind == Kind::visible || (line_ > 0 && (kind == Kind::high || kind == Kind::tab))) {
      if (position_ == line_start_ && (judged[position_] == ' ' || kind == Kind::tab))
        return std::unexpected(line_ == 0 ? bad_request_line : folded);
      ++position_;
      continue;
    }
    if (kind == Kind::line_feed)
      return std::unexpected(bad_line_ending);
    if (kind != Kind::carriage_return)
      return std::unexpected(line_ == 0 ? bad_request_line : control_character);
    if (position_ + 1 == judged.size())
      break;
    if (judged[position_ + 1] != '\n')
      return std::unexpected(bad_line_ending);
    const bool line_is_empty = position_ == line_start_;
    position_ += 2;
    line_start_ = position_;
    if (line_is_empty && line_ == 0)
      return std::unexpected(bad_request_line);
    if (line_is_empty)
      return position_;
    if (++line_ > max_fields_ + 1)
      return std::unexpected(too_many);
  }
  if (bytes.size() >= max_bytes_)
    return std::unexpected(too_large);
  return 0;
}

}  // namespace latchkey::http
