#include "cli/password_source.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <memory>
#include <spdlog/fmt/fmt.h>
#include <system_error>

#include "cli/failure.hpp"
#include "cli/terminal.hpp"
#include "crypto/readable_password.hpp"

namespace latchkey::cli {

namespace {

constexpr std::size_t max_line = 4096;

// The first line; what follows is not looked at.
Secret first_line(std::FILE* file, const std::string& name) {
  std::string line;
  for (int c = std::fgetc(file); c != EOF && c != '\n' && line.size() < max_line;
       c = std::fgetc(file))
    line += static_cast<char>(c);
  if (std::ferror(file) != 0)
    throw misused(fmt::format("{}: {}", name, std::generic_category().message(errno)));
  if (line.ends_with('\r'))
    line.pop_back();
  if (line.empty())
    throw misused(name + " has no password in its first line");
  return Secret(std::move(line));
}

Secret from_file(const std::string& name) {
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(name.c_str(), "re"),
                                                             &std::fclose);
  if (!file)
    throw misused(fmt::format("{}: {}", name, std::generic_category().message(errno)));
  return first_line(file.get(), name);
}

Secret from_person() {
  if (!can_ask())
    throw misused(
        "there is no terminal to ask for the password at: give --password-file FILE, "
        "--password-stdin or --generate-password");
  Secret password = ask_secret("New password: ");
  if (ask_secret("Once more: ").reveal() != password.reveal())
    throw failed("the two passwords differ");
  return password;
}

}  // namespace

void PasswordSource::add_options(CLI::App& command) {
  auto* file = command.add_option("--password-file", file_, "Take it from the file's first line")
                   ->type_name("FILE");
  auto* input = command.add_flag("--password-stdin", from_input_, "Read it from standard input");
  auto* generated =
      command.add_flag("--generate-password", is_generated_, "Make one up and print it once");
  file->excludes(input)->excludes(generated);
  input->excludes(generated);
}

Secret PasswordSource::read(Random& random) const {
  if (is_generated_)
    return crypto::make_readable_password(random);
  if (from_input_)
    return first_line(stdin, "standard input");
  return file_.empty() ? from_person() : from_file(file_);
}

void PasswordSource::show(const Secret& password) const {
  if (is_generated_)
    print(fmt::format("\nPassword  {}\nIt is shown only now.\n", password.reveal()));
}

}  // namespace latchkey::cli
