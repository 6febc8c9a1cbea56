#include "audit/json_lines_file.hpp"

#include <algorithm>
#include <fcntl.h>
#include <sys/stat.h>

#include "audit/durable_file.hpp"
#include "store/audit_json.hpp"

namespace latchkey::audit {

namespace {

constexpr std::size_t block_bytes = 64 * 1024;

std::size_t size_of(int descriptor, const std::filesystem::path& path) {
  struct stat status{};
  if (::fstat(descriptor, &status) != 0)
    throw_system_error("read", path);
  return static_cast<std::size_t>(status.st_size);
}

// The end of a file, from the last but one line end on; where there is none, all of it.
std::string tail_of(int descriptor, const std::filesystem::path& path) {
  std::string tail;
  for (auto start = size_of(descriptor, path); start > 0 && std::ranges::count(tail, '\n') < 2;) {
    const auto length = std::min(block_bytes, start);
    start -= length;
    std::string block(length, '\0');
    const auto got = ::pread(descriptor, block.data(), length, static_cast<off_t>(start));
    if (got != static_cast<ssize_t>(length))
      throw_system_error("read", path);
    tail.insert(0, block);
  }
  return tail;
}

std::optional<store::audit::Link> last_event(int descriptor, const std::filesystem::path& path) {
  auto tail = tail_of(descriptor, path);
  tail.resize(tail.rfind('\n') + 1);
  if (tail.empty())
    return {};
  tail.pop_back();
  const auto record =
      store::audit::record_of_line(std::string_view(tail).substr(tail.rfind('\n') + 1));
  if (!record)
    throw std::runtime_error("the last line of " + path.string() +
                             " is no audit event; move it away");
  return store::audit::Link{
      .id = record->event.id, .time = record->event.time, .hash = record->hash};
}

void remove_cut_line(int descriptor, const std::filesystem::path& path) {
  const auto tail = tail_of(descriptor, path);
  const auto cut = tail.size() - (tail.rfind('\n') + 1);
  if (cut != 0 && ::ftruncate(descriptor, static_cast<off_t>(size_of(descriptor, path) - cut)) != 0)
    throw_system_error("truncate", path);
}

}  // namespace

Delivery JsonLinesFile::deliver(std::span<const store::audit::Record> records) {
  try {
    std::optional<store::audit::Link> last;
    if (!file_.is_open() || !is_still_there()) {
      open();
      last = last_event(file_.get(), path_);
    }
    append(records, last ? last->id : 0);
    return {.last_id = records.back().event.id};
  } catch (const std::exception& error) {
    // Opened anew, it says how much of this was written.
    file_.close();
    return {.fault = error.what()};
  }
}

std::optional<store::audit::Link> JsonLinesFile::find_last() {
  open();
  if (auto last = last_event(file_.get(), path_))
    return last;
  const auto rotated_path = std::filesystem::path(path_.string() + ".1");
  const Descriptor rotated(::open(rotated_path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!rotated.is_open())
    return {};
  return last_event(rotated.get(), rotated_path);
}

void JsonLinesFile::open() {
  file_ = Descriptor(::open(path_.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0600));
  if (!file_.is_open())
    throw_system_error("open", path_);
  remove_cut_line(file_.get(), path_);
}

bool JsonLinesFile::is_still_there() const {
  struct stat named{};
  struct stat opened{};
  return ::stat(path_.c_str(), &named) == 0 && ::fstat(file_.get(), &opened) == 0 &&
         named.st_dev == opened.st_dev && named.st_ino == opened.st_ino;
}

void JsonLinesFile::append(std::span<const store::audit::Record> records, std::int64_t after_id) {
  std::string lines;
  for (const auto& record : records)
    if (record.event.id > after_id)
      lines += store::audit::to_line(record) + '\n';
  write_all(file_.get(), lines, path_);
  if (::fdatasync(file_.get()) != 0)
    throw_system_error("sync", path_);
}

}  // namespace latchkey::audit
