#include "cli/terminal.hpp"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <sys/ioctl.h>
#include <system_error>
#include <termios.h>
#include <unistd.h>

#include "cli/failure.hpp"

namespace latchkey::cli {

namespace {

Failure unwritable() {
  return failed("cannot write the output: " + std::generic_category().message(errno));
}

void interrupt(int) {}

// Echo off while it lives; Ctrl-C ends reading, so that it comes on again.
class NoEcho {
 public:
  NoEcho() {
    struct sigaction action{};
    action.sa_handler = interrupt;
    sigaction(SIGINT, &action, &action_before_);
    tcgetattr(STDIN_FILENO, &before_);
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    quiet.c_lflag |= ECHONL;
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
  }
  ~NoEcho() {
    tcsetattr(STDIN_FILENO, TCSANOW, &before_);
    sigaction(SIGINT, &action_before_, nullptr);
  }
  NoEcho(const NoEcho&) = delete;
  NoEcho& operator=(const NoEcho&) = delete;

 private:
  termios before_{};
  struct sigaction action_before_{};
};

std::string read_line() {
  std::string line;
  for (char c = 0;;) {
    if (read(STDIN_FILENO, &c, 1) != 1)
      throw failed("cancelled");
    if (c == '\n')
      return line;
    line += c;
  }
}

}  // namespace

bool can_ask() {
  return isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1;
}

bool is_terminal() {
  return isatty(STDOUT_FILENO) == 1;
}

std::size_t terminal_columns() {
  winsize size{};
  if (isatty(STDOUT_FILENO) != 1 || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
    return 0;
  return size.ws_col;
}

void print(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size())
    throw unwritable();
}

void print_error(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
}

void finish_output() {
  if (std::fflush(stdout) != 0)
    throw unwritable();
}

bool ask_yes_or_no(const std::string& question) {
  finish_output();
  print_error(question + " [y/N] ");
  const std::string answer = read_line();
  return answer == "y" || answer == "Y" || answer == "yes";
}

Secret ask_secret(const std::string& prompt) {
  finish_output();
  // Echo is off, and what was typed before is dropped, by the time that anybody is asked.
  const NoEcho quiet;
  print_error(prompt);
  return Secret(read_line());
}

}  // namespace latchkey::cli
