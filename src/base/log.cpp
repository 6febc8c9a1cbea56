#include "base/log.hpp"

#include <algorithm>
#include <array>
#include <mutex>
#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <string>

#include "base/mask_secrets.hpp"
#include "base/utf8.hpp"

namespace latchkey {
namespace {

class FunctionSink final : public spdlog::sinks::base_sink<std::mutex> {
 public:
  explicit FunctionSink(Log::Sink function) : sink_(std::move(function)) {}

 private:
  void sink_it_(const spdlog::details::log_msg& message) override {
    spdlog::memory_buf_t line;
    formatter_->format(message, line);
    sink_(std::string_view(line.data(), line.size()));
  }
  void flush_() override {}

  Log::Sink sink_;
};

std::unique_ptr<spdlog::logger> make_logger(LogFormat format, spdlog::sink_ptr sink,
                                            std::string_view line_end) {
  const std::string pattern = format == LogFormat::json ? R"({"time":"%Y-%m-%dT%H:%M:%S.%fZ",%v})"
                                                        : "time=%Y-%m-%dT%H:%M:%S.%fZ %v";
  sink->set_formatter(std::make_unique<spdlog::pattern_formatter>(
      pattern, spdlog::pattern_time_type::utc, std::string(line_end)));
  auto logger = std::make_unique<spdlog::logger>("latchkey", std::move(sink));
  logger->set_level(spdlog::level::trace);  // Log itself decides
  return logger;
}

// What a terminal or a reader of the log could take for something else: controls (C0, DEL, C1),
// line and paragraph separators, bidirectional and other invisible formatting.
bool must_be_escaped(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x061c || (c >= 0x200b && c <= 0x200f) ||
         (c >= 0x2028 && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069) || c == 0xfeff;
}

// A JSON string, also used as the quoted form of logfmt. Invalid UTF-8 becomes U+FFFD.
void append_quoted(std::string& line, std::string_view value) {
  line += '"';
  while (!value.empty()) {
    const std::string_view rest = value;
    const auto character = take_character(value);
    if (!character) {
      line += "\\ufffd";
    } else if (*character == U'"' || *character == U'\\') {
      line += '\\';
      line += rest.front();
    } else if (must_be_escaped(*character)) {
      line += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(*character));
    } else {
      line += rest.substr(0, rest.size() - value.size());
    }
  }
  line += '"';
}

bool is_plain(char c) {
  return c > ' ' && c < 0x7f && c != '"' && c != '=' && c != '\\';
}

void append_logfmt_value(std::string& line, std::string_view value) {
  if (!value.empty() && std::ranges::all_of(value, is_plain)) {
    line += value;
  } else {
    append_quoted(line, value);
  }
}

void append_name(std::string& line, std::string_view name) {
  const auto is_allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-';
  };
  for (const char character : name) line += is_allowed(character) ? character : '_';
}

void append_field(std::string& line, LogFormat format, const Log::Field& field) {
  const auto& name = field.first;
  const std::string value = mask_secrets(field.second);
  if (format == LogFormat::logfmt) {
    append_name(line, name);
    line += '=';
    append_logfmt_value(line, value);
  } else {
    line += '"';
    append_name(line, name);
    line += "\":";
    append_quoted(line, value);
  }
}

constexpr std::array<std::string_view, 5> level_names{"debug", "info", "warn", "error", "off"};

}  // namespace

std::string_view name(LogLevel level) {
  return level_names.at(static_cast<std::size_t>(level));
}

std::optional<LogLevel> parse_log_level(std::string_view text) {
  const auto found = std::ranges::find(level_names, text);
  if (found == level_names.end())
    return std::nullopt;
  return static_cast<LogLevel>(found - level_names.begin());
}

Log::Log(LogFormat format, LogLevel level)
    : format_(format),
      configured_level_(level),
      level_(level),
      logger_(make_logger(format, std::make_shared<spdlog::sinks::stderr_sink_mt>(), "\n")) {}

Log::Log(LogFormat format, LogLevel level, Sink sink)
    : format_(format),
      configured_level_(level),
      level_(level),
      logger_(make_logger(format, std::make_shared<FunctionSink>(std::move(sink)), "")) {}

Log::~Log() = default;

void Log::debug(std::string_view event, Fields fields) const {
  write(LogLevel::debug, event, {}, fields);
}
void Log::info(std::string_view event, Fields fields) const {
  write(LogLevel::info, event, {}, fields);
}
void Log::info(std::string_view event, Context context, Fields fields) const {
  write(LogLevel::info, event, context, fields);
}
void Log::warn(std::string_view event, Fields fields) const {
  write(LogLevel::warn, event, {}, fields);
}
void Log::warn(std::string_view event, Context context, Fields fields) const {
  write(LogLevel::warn, event, context, fields);
}
void Log::error(std::string_view event, Fields fields) const {
  write(LogLevel::error, event, {}, fields);
}
void Log::error(std::string_view event, Context context, Fields fields) const {
  write(LogLevel::error, event, context, fields);
}

void Log::set_level(LogLevel level) {
  level_.store(level, std::memory_order_relaxed);
}

void Log::write(LogLevel level, std::string_view event, Context context, Fields fields) const {
  if (!is_enabled(level))
    return;
  std::string line;
  append_field(line, format_, {"level", name(level)});
  const auto append = [&](const Field& field) {
    line += format_ == LogFormat::json ? ',' : ' ';
    append_field(line, format_, field);
  };
  append({"event", event});
  for (const Field& field : context)
    if (!field.first.empty())
      append(field);
  for (const Field& field : fields) append(field);
  logger_->info(spdlog::string_view_t(line.data(), line.size()));
}

}  // namespace latchkey
