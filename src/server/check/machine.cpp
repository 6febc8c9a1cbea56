#include <cerrno>
#include <spdlog/fmt/fmt.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <system_error>

#include "base/timestamp.hpp"
#include "server/check/checks.hpp"

namespace latchkey::server {

namespace {

constexpr std::uint64_t mebibyte = 1024ULL * 1024;
constexpr std::uint64_t too_little = 64 * mebibyte;
constexpr std::uint64_t little = 1024 * mebibyte;

// No release is older.
constexpr Time earliest = std::chrono::sys_days(std::chrono::year(2025) / 1 / 1);

// Where the directory is to be made when it is not there.
std::filesystem::path nearest_existing(std::filesystem::path path) {
  path = std::filesystem::absolute(path);
  std::error_code ignored;
  while (!std::filesystem::exists(path, ignored) && path.has_relative_path())
    path = path.parent_path();
  return path;
}

std::optional<Time> modified_at(const std::filesystem::path& file) {
  struct stat status{};
  if (stat(file.c_str(), &status) != 0)
    return std::nullopt;
  return from_numeric_date(status.st_mtim.tv_sec);
}

bool is_synchronised() {
  timex query{};
  return adjtimex(&query) != TIME_ERROR && (query.status & STA_UNSYNC) == 0;
}

}  // namespace

void check_disk(const std::filesystem::path& data, Findings& findings) {
  constexpr std::string_view subject = "disk";
  struct statvfs status{};
  const auto place = nearest_existing(data);
  if (statvfs(place.c_str(), &status) != 0)
    return findings.warn(
        subject, fmt::format("{}: {}", place.string(), std::generic_category().message(errno)),
        "See how much space is left where the data directory is.");
  const std::uint64_t free = std::uint64_t{status.f_bavail} * status.f_frsize;
  const std::string text = fmt::format("{} MiB are free at {}", free / mebibyte, place.string());
  if (free < too_little)
    return findings.fail(subject, text,
                         "Make room: when the disk is full every write is refused with 503.");
  if (free < little || status.f_favail == 0)
    return findings.warn(subject, text, "Make room before it is full.");
  findings.ok(subject, text);
}

void check_clock(const std::filesystem::path& data, Time now, Findings& findings) {
  constexpr std::string_view subject = "clock";
  const std::string time = format_rfc3339(std::chrono::floor<std::chrono::seconds>(now));
  constexpr std::string_view advice =
      "Set it, and keep it with chrony or systemd-timesyncd: tokens are judged by it.";
  if (now < earliest)
    return findings.fail(subject, fmt::format("it is {}, which cannot be", time),
                         std::string(advice));
  const auto written = modified_at(data / "latchkey.db");
  if (written && *written > now + std::chrono::minutes(1))
    return findings.fail(
        subject,
        fmt::format("it is {}, but the database was written at {}", time, format_rfc3339(*written)),
        std::string(advice));
  if (!is_synchronised())
    return findings.warn(subject, fmt::format("it is {}, but not synchronised", time),
                         std::string(advice));
  findings.ok(subject, fmt::format("it is {}, and synchronised", time));
}

}  // namespace latchkey::server
