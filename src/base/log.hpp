// A structured log: one line a record, values escaped so that none can forge a line or a field.
#pragma once

#include <atomic>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace spdlog {
class logger;
}

namespace latchkey {

enum class LogFormat { logfmt, json };
enum class LogLevel { debug, info, warn, error, off };

std::string_view name(LogLevel level);
std::optional<LogLevel> parse_log_level(std::string_view text);

// Thread-safe. Passed by reference to what needs it; there is no global log. A sink that
// fails is reported on standard error; it ends no request.
class Log {
 public:
  // A name (a literal of letters, digits, '_', '.', '-') and any text. The views need to live
  // only as long as the call.
  using Field = std::pair<std::string_view, std::string_view>;
  using Fields = std::initializer_list<Field>;
  // What several records have in common, written first; those without a name are left out.
  using Context = std::span<const Field>;
  // Gets each line, without its line end; one call at a time.
  using Sink = std::function<void(std::string_view line)>;

  explicit Log(LogFormat format, LogLevel level = LogLevel::info);  // to standard error
  Log(LogFormat format, LogLevel level, Sink sink);
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;
  ~Log();

  void debug(std::string_view event, Fields fields = {}) const;
  void info(std::string_view event, Fields fields = {}) const;
  void info(std::string_view event, Context context, Fields fields) const;
  void warn(std::string_view event, Fields fields = {}) const;
  void warn(std::string_view event, Context context, Fields fields) const;
  void error(std::string_view event, Fields fields = {}) const;
  void error(std::string_view event, Context context, Fields fields) const;

  // In force for every thread at once.
  void set_level(LogLevel level);
  [[nodiscard]] LogLevel level() const { return level_.load(std::memory_order_relaxed); }
  // That it began with.
  [[nodiscard]] LogLevel configured_level() const { return configured_level_; }
  // Whether a record of this level would be written; for callers whose fields are costly.
  [[nodiscard]] bool is_enabled(LogLevel record_level) const {
    return record_level >= level() && record_level != LogLevel::off;
  }

 private:
  void write(LogLevel level, std::string_view event, Context context, Fields fields) const;

  LogFormat format_;
  LogLevel configured_level_;
  std::atomic<LogLevel> level_;
  std::unique_ptr<spdlog::logger> logger_;
};

}  // namespace latchkey
