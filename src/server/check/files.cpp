#include <array>
#include <cerrno>
#include <pwd.h>
#include <spdlog/fmt/fmt.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "crypto/seal.hpp"
#include "server/check/checks.hpp"
#include "server/key_source.hpp"

namespace latchkey::server {

namespace {

constexpr std::string_view subject = "files";
constexpr mode_t others = S_IRWXG | S_IRWXO;

std::optional<struct stat> status_of(const std::filesystem::path& path) {
  struct stat status{};
  if (stat(path.c_str(), &status) != 0)
    return std::nullopt;
  return status;
}

std::string user_name(uid_t user) {
  std::array<char, 4096> buffer{};
  passwd entry{};
  passwd* found = nullptr;
  if (getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr)
    return std::to_string(user);
  return found->pw_name;
}

// The user that the server runs as: whoever owns the data directory.
uid_t server_user(const std::filesystem::path& data) {
  const auto status = status_of(data);
  return status ? status->st_uid : geteuid();
}

bool check_privacy(const std::filesystem::path& path, uid_t user, mode_t wanted,
                   Findings& findings) {
  const auto status = status_of(path);
  if (!status)
    return true;
  bool is_well = true;
  if ((status->st_mode & others) != 0) {
    findings.warn(subject,
                  fmt::format("{} has mode {:04o}: other users reach it", path.string(),
                              status->st_mode & 07777U),
                  fmt::format("chmod {:04o} {}", wanted, path.string()));
    is_well = false;
  }
  if (status->st_uid != user) {
    findings.fail(subject,
                  fmt::format("{} belongs to {}, the data directory to {}", path.string(),
                              user_name(status->st_uid), user_name(user)),
                  fmt::format("chown {} {}", user_name(user), path.string()));
    is_well = false;
  }
  return is_well;
}

bool check_directory(const std::filesystem::path& data, Findings& findings) {
  const auto status = status_of(data);
  if (!status && errno == ENOENT) {
    findings.warn(subject, fmt::format("{} does not exist", data.string()),
                  "The first start makes it. If there should be data, --data is wrong.");
    return false;
  }
  if (!status || !S_ISDIR(status->st_mode)) {
    findings.fail(subject,
                  fmt::format("{}: {}", data.string(),
                              status ? "is no directory" : std::generic_category().message(errno)),
                  "Name the data directory with --data DIR, as for 'latchkey serve'.");
    return false;
  }
  if (access(data.c_str(), R_OK | W_OK | X_OK) != 0) {
    findings.fail(subject,
                  fmt::format("{} may not be used by {}: {}", data.string(), user_name(geteuid()),
                              std::generic_category().message(errno)),
                  fmt::format("Run this as the user that the server runs as ({}).",
                              user_name(status->st_uid)));
    return false;
  }
  return check_privacy(data, status->st_uid, 0700, findings);
}

void check_key(const Configuration& configuration, Findings& findings) {
  const auto source = take_key_source(configuration.data, configuration.key_file);
  if (!source)
    return findings.fail(subject, source.error(), "A store has one sealing key, from one place.");
  if (source->key)
    return findings.ok(subject, fmt::format("the sealing key comes from {}", source->name));
  const auto& file = source->file;
  const bool has_key = status_of(file).has_value();
  const bool has_store = status_of(configuration.data / "latchkey.db").has_value();
  if (!has_key && has_store)
    return findings.fail(
        subject, fmt::format("the key file {} is missing", file.string()),
        "Put it back from its backup: without it the store's keys and secrets cannot be opened.");
  if (!has_key)
    return findings.ok(subject, "nothing is stored yet; the first start makes database and key");
  if (const auto key = crypto::SealingKey::load(file); !key)
    return findings.fail(
        subject, key.error(),
        fmt::format("It must be the key of this store, of mode 0600: {}", file.string()));
  findings.ok(subject, fmt::format("the key file {} is private and readable", file.string()));
}

}  // namespace

void check_files(const Configuration& configuration, Findings& findings) {
  if (!check_directory(configuration.data, findings))
    return;
  const uid_t user = server_user(configuration.data);
  bool is_well = true;
  for (const auto* name :
       {"latchkey.db", "latchkey.db-wal", "latchkey.db-shm", "latchkey.db.lock", "admin.sock"})
    is_well &= check_privacy(configuration.data / name, user, 0600, findings);
  if (is_well)
    findings.ok(subject, fmt::format("{} is private and its files are {}'s",
                                     configuration.data.string(), user_name(user)));
  check_key(configuration, findings);
}

}  // namespace latchkey::server
