#include "cli/secret_delivery.hpp"

#include <cerrno>
#include <fcntl.h>
#include <spdlog/fmt/fmt.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "cli/failure.hpp"
#include "cli/terminal.hpp"
#include "cli/view.hpp"

namespace latchkey::cli {

SecretDelivery::~SecretDelivery() {
  if (descriptor_ < 0)
    return;
  close(descriptor_);
  unlink(file_.c_str());
}

void SecretDelivery::add_option(CLI::App& command) {
  command
      .add_option("--secret-file", file_,
                  "Write the secret to this new file (mode 0600) instead of printing it")
      ->type_name("FILE");
}

void SecretDelivery::prepare() {
  if (file_.empty())
    return;
  descriptor_ = open(file_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor_ < 0)
    throw misused(fmt::format("{}: {}", file_, std::generic_category().message(errno)));
}

void SecretDelivery::keep(json::object& answer) {
  if (file_.empty())
    return;
  const std::string secret = text_of(answer, "client_secret");
  answer.erase("client_secret");
  if (write(descriptor_, secret.data(), secret.size()) != static_cast<ssize_t>(secret.size()) ||
      fsync(descriptor_) != 0)
    throw failed(
        fmt::format("{}: {}\nThe new secret is lost. Remove it with 'latchkey client "
                    "secret remove' and add another.",
                    file_, std::generic_category().message(errno)));
  close(descriptor_);
  descriptor_ = -1;
}

void SecretDelivery::show(const json::object& answer) const {
  if (!file_.empty())
    return print(fmt::format("\nThe client secret is in {}\n", file_));
  if (const std::string secret = text_of(answer, "client_secret"); !secret.empty())
    print(fmt::format("\nClient secret     {}\nIt is shown only now.\n", secret));
}

}  // namespace latchkey::cli
