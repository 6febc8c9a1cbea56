#include "server/metrics/process.hpp"

#include <ctime>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sys/resource.h>
#include <unistd.h>

namespace latchkey::server {

namespace {

using metrics::Exposition;
using metrics::Type;

double seconds_of(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

// Of proc(5), in bytes.
struct Memory {
  double size;
  double resident;
};
std::optional<Memory> memory() {
  std::ifstream file("/proc/self/statm");
  const auto page = static_cast<double>(sysconf(_SC_PAGESIZE));
  double size = 0;
  double resident = 0;
  if (!(file >> size >> resident))
    return std::nullopt;
  return Memory{.size = size * page, .resident = resident * page};
}

// The one that the directory is read with is not counted.
std::optional<double> open_file_descriptors() {
  std::error_code error;
  double count = 0;
  std::filesystem::directory_iterator entry("/proc/self/fd", error);
  for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) ++count;
  return error ? std::nullopt : std::optional(count - 1);
}

std::optional<double> max_file_descriptors() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
    return std::nullopt;
  return static_cast<double>(limit.rlim_cur);
}

void add(metrics::Registry& registry, metrics::Family family, std::optional<double> (*read)()) {
  registry.add(std::move(family), [read](Exposition& out) {
    if (const auto value = read())
      out.sample({}, *value);
  });
}

}  // namespace

// The start is when this is called, which a server does once, at its start.
void add_process_metrics(metrics::Registry& registry) {
  registry.add({.name = "process_start_time_seconds",
                .help = "When the process started, since the Unix epoch.",
                .type = Type::gauge},
               [start = seconds_of(CLOCK_REALTIME)](Exposition& out) { out.sample({}, start); });
  add(registry,
      {.name = "process_cpu_seconds_total",
       .help = "Processor time used, in user and system mode.",
       .type = Type::counter},
      [] { return std::optional(seconds_of(CLOCK_PROCESS_CPUTIME_ID)); });
  add(registry,
      {.name = "process_resident_memory_bytes",
       .help = "Memory that is in RAM.",
       .type = Type::gauge},
      [] { return memory().transform([](const Memory& used) { return used.resident; }); });
  add(registry,
      {.name = "process_virtual_memory_bytes",
       .help = "Address space in use.",
       .type = Type::gauge},
      [] { return memory().transform([](const Memory& used) { return used.size; }); });
  add(registry, {.name = "process_open_fds", .help = "File descriptors open.", .type = Type::gauge},
      open_file_descriptors);
  add(registry,
      {.name = "process_max_fds",
       .help = "File descriptors that may be open at once.",
       .type = Type::gauge},
      max_file_descriptors);
}

}  // namespace latchkey::server
