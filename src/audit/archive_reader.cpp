#include "audit/archive_reader.hpp"

#include <fstream>
#include <spdlog/fmt/fmt.h>
#include <sstream>

#include "audit/archive_manifest.hpp"
#include "audit/archive_name.hpp"
#include "audit/gzip.hpp"
#include "base/encoding.hpp"
#include "crypto/digest.hpp"
#include "store/audit_json.hpp"

namespace latchkey::audit {

namespace {

using store::audit::Archive;
using store::audit::ChainFault;
using store::audit::ChainWalk;
using store::audit::Record;

std::optional<std::string> content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream content;
  content << file.rdbuf();
  if (!file)
    return std::nullopt;
  return std::move(content).str();
}

ChainFault missing(const Archive& archive, std::int64_t event_id) {
  return {event_id, fmt::format("the archive {} with the events {} to {} is missing", archive.file,
                                archive.first_id, archive.last_id)};
}

using OnLine = std::function<std::optional<ChainFault>(const Record&)>;

// Each line as an event, until there is a fault. The number of the event that a line is by its
// place in the file says which one was altered beyond reading.
std::optional<ChainFault> read_lines(std::string_view content, const Archive& archive,
                                     const OnLine& on_line) {
  GzipLines lines(content);
  std::string line;
  std::int64_t id = archive.first_id;
  for (; lines.next(line); ++id) {
    const auto record = store::audit::record_of_line(line);
    if (!record)
      return ChainFault{id,
                        fmt::format("event {} was altered in the archive {}", id, archive.file)};
    if (auto fault = on_line(*record))
      return fault;
  }
  if (!lines.is_whole() || id <= archive.last_id)
    return ChainFault{id, fmt::format("the archive {} is cut off or damaged after event {}",
                                      archive.file, id - 1)};
  return {};
}

// What is before the walk it has walked already.
std::optional<ChainFault> walk_lines(std::string_view content, const Archive& archive,
                                     ChainWalk& walk, const OnRecord& on_record) {
  std::int64_t id = archive.first_id;
  return read_lines(content, archive, [&](const Record& record) -> std::optional<ChainFault> {
    if (id++ <= walk.last().id)
      return {};
    if (auto fault = walk.step(record)) {
      fault->reason += " in the archive " + archive.file;
      return fault;
    }
    on_record(record);
    return {};
  });
}

}  // namespace

std::optional<ChainFault> read_archive(const std::filesystem::path& directory,
                                       const Archive& archive, ChainWalk& walk,
                                       const OnRecord& on_record) {
  const auto content = content_of(directory / archive.file);
  if (!content)
    return missing(archive, walk.last().id + 1);
  if (auto fault = walk_lines(*content, archive, walk, on_record))
    return fault;
  if (walk.last().id != archive.last_id || walk.last().hash != archive.last_hash ||
      hex_encode(crypto::sha256(*content)) != archive.sha256)
    return ChainFault{archive.first_id,
                      fmt::format("the archive {} is not the file that was written: its checksum "
                                  "is another",
                                  archive.file)};
  const auto manifest = content_of(directory / manifest_name(archive.file));
  if (!manifest)
    return ChainFault{0, fmt::format("the manifest {} is missing", manifest_name(archive.file))};
  if (*manifest != manifest_of(archive))
    return ChainFault{0, fmt::format("the manifest {} was altered", manifest_name(archive.file))};
  return {};
}

std::optional<ChainFault> read_events(const std::filesystem::path& directory,
                                      const Archive& archive, const OnRecord& on_record) {
  const auto content = content_of(directory / archive.file);
  if (!content)
    return missing(archive, archive.first_id);
  return read_lines(*content, archive, [&](const Record& record) -> std::optional<ChainFault> {
    on_record(record);
    return {};
  });
}

std::optional<Archive> inspect_archive(const std::filesystem::path& directory,
                                       const std::string& file, const store::audit::Link& previous,
                                       Time now) {
  const auto content = content_of(directory / file);
  if (!content)
    return std::nullopt;
  Archive archive;
  archive.first_id = previous.id + 1;
  archive.previous_hash = previous.hash;
  archive.file = file;
  archive.sha256 = hex_encode(crypto::sha256(*content));
  archive.archived_at = now;
  ChainWalk walk(previous);
  const auto fault = walk_lines(*content, archive, walk, [&](const Record& record) {
    if (record.event.id == archive.first_id)
      archive.first_time = record.event.time;
  });
  archive.last_id = walk.last().id;
  archive.last_time = walk.last().time;
  archive.last_hash = walk.last().hash;
  if (fault || archive.count() == 0 || file != archive_name(archive.first_id, archive.last_id))
    return std::nullopt;
  return archive;
}

}  // namespace latchkey::audit
