// How a command ends that could not be done: what to print, and the exit code.
#pragma once

#include <stdexcept>
#include <string>

namespace latchkey::cli {

enum class ExitCode {
  done = 0,
  failed = 1,         // refused by the server, or not found
  misused = 2,        // unknown options, missing arguments, files that cannot be read
  not_reachable = 3,  // no server answers at the local socket
  differs = 4,        // what was to be compared is not the same
};

// Thrown by commands, and caught in one place: nobody in between has anything to add.
class Failure : public std::runtime_error {
 public:
  Failure(ExitCode code, const std::string& text) : std::runtime_error(text), code_(code) {}
  [[nodiscard]] ExitCode code() const { return code_; }

 private:
  ExitCode code_;
};

inline Failure failed(const std::string& text) {
  return {ExitCode::failed, text};
}
inline Failure misused(const std::string& text) {
  return {ExitCode::misused, text};
}

}  // namespace latchkey::cli
