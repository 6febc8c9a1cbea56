// The terminal that a command talks to, where there is one.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/secret.hpp"

namespace latchkey::cli {

// Whether somebody can be asked: standard input and standard error are a terminal.
bool can_ask();

// Whether somebody sees standard output as it is printed.
bool is_terminal();

// Of standard output; 0 where it is no terminal.
std::size_t terminal_columns();

// To standard output and error. Throws Failure when the output cannot be written.
void print(std::string_view text);
void print_error(std::string_view text);
// What was printed has reached its file. Throws Failure when it could not.
void finish_output();

// Asks "question [y/N]"; only where can_ask().
bool ask_yes_or_no(const std::string& question);

// Asks without echo; only where can_ask(). Ends the command when the input ends.
Secret ask_secret(const std::string& prompt);

}  // namespace latchkey::cli
