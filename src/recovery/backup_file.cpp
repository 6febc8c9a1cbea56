#include "recovery/backup_file.hpp"

#include <boost/json/serialize.hpp>
#include <cerrno>
#include <charconv>
#include <fcntl.h>
#include <spdlog/fmt/fmt.h>
#include <stdexcept>
#include <unistd.h>
#include <vector>

#include "base/encoding.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "base/timestamp.hpp"
#include "crypto/running_sha256.hpp"

namespace latchkey::recovery {

namespace {

constexpr std::string_view seal_start = "\nlatchkey-backup ";
constexpr int format = 1;
constexpr std::size_t seal_bytes = seal_start.size() + 1 + 1 + 10 + 1 + 64 + 1;
constexpr std::size_t piece_bytes = std::size_t{1} << 20;

using Fault = std::unexpected<std::string>;

std::string seal_of(std::size_t manifest_bytes, const crypto::Sha256& digest) {
  return fmt::format("{}{} {:010} {}\n", seal_start, format, manifest_bytes, hex_encode(digest));
}

json::object manifest_json(const BackupManifest& manifest) {
  json::object object{{"program", manifest.program},
                      {"taken_at", format_rfc3339(manifest.taken_at)},
                      {"schema_version", manifest.schema_version},
                      {"last_event_id", manifest.last_event_id},
                      {"last_event_time", format_rfc3339(manifest.last_event_time)},
                      {"last_event_hash", manifest.last_event_hash},
                      {"database_bytes", manifest.database_bytes}};
  if (manifest.sealing_key)
    object["sealing_key"] = manifest.sealing_key->reveal();
  return object;
}

// Throws for a member that is not there or of another kind, or of no sense.
BackupManifest manifest_of(const json::object& object) {
  const auto text = [&](std::string_view name) { return std::string(object.at(name).as_string()); };
  BackupManifest manifest{
      .program = text("program"),
      .taken_at = parse_rfc3339(text("taken_at")).value(),
      .schema_version = static_cast<int>(object.at("schema_version").as_int64()),
      .last_event_id = object.at("last_event_id").as_int64(),
      .last_event_time = parse_rfc3339(text("last_event_time")).value(),
      .last_event_hash = text("last_event_hash"),
      .database_bytes = object.at("database_bytes").as_int64()};
  if (object.contains("sealing_key"))
    manifest.sealing_key = Secret(text("sealing_key"));
  return manifest;
}

std::size_t size_of(const Descriptor& descriptor) {
  const off_t size = ::lseek(descriptor.number(), 0, SEEK_END);
  if (size < 0)
    throw std::runtime_error("cannot be read: " + error_text(errno));
  return static_cast<std::size_t>(size);
}

std::string read_at(const Descriptor& descriptor, std::size_t offset, std::size_t size) {
  std::string bytes(size, '\0');
  std::size_t filled = 0;
  while (filled < size) {
    const ssize_t count =
        TEMP_FAILURE_RETRY(::pread(descriptor.number(), bytes.data() + filled, size - filled,
                                   static_cast<off_t>(offset + filled)));
    if (count <= 0)
      throw std::runtime_error("cannot be read: " +
                               (count == 0 ? "it ends early" : error_text(errno)));
    filled += static_cast<std::size_t>(count);
  }
  return bytes;
}

crypto::Sha256 digest_of(const Descriptor& descriptor, std::size_t size) {
  crypto::RunningSha256 digest;
  for (std::size_t offset = 0; offset < size; offset += piece_bytes)
    digest.add(read_at(descriptor, offset, std::min(piece_bytes, size - offset)));
  return digest.finish();
}

std::optional<std::size_t> manifest_bytes_in(std::string_view seal) {
  std::size_t bytes = 0;
  const auto text = seal.substr(seal_start.size() + 2, 10);
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), bytes);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(bytes)
                                                                  : std::nullopt;
}

std::expected<BackupManifest, std::string> check(const Descriptor& descriptor) {
  const std::size_t size = size_of(descriptor);
  if (size < seal_bytes)
    return Fault("is no backup of Latchkey");
  const std::size_t sealed = size - seal_bytes;
  const std::string seal = read_at(descriptor, sealed, seal_bytes);
  if (!seal.starts_with(seal_start))
    return Fault("is no backup of Latchkey, or its end is missing");
  if (seal[seal_start.size()] != static_cast<char>('0' + format))
    return Fault("was made by a newer program, in a format that this one does not know");
  const auto manifest_bytes = manifest_bytes_in(seal);
  if (!manifest_bytes || *manifest_bytes > sealed ||
      seal != seal_of(*manifest_bytes, digest_of(descriptor, sealed)))
    return Fault("is damaged: its checksum does not match");
  const auto object = parse_json(read_at(descriptor, sealed - *manifest_bytes, *manifest_bytes));
  if (!object || !object->is_object())
    return Fault("has a manifest that cannot be read");
  auto manifest = manifest_of(object->get_object());
  if (!std::cmp_equal(manifest.database_bytes, sealed - *manifest_bytes))
    return Fault("has a manifest that does not fit it");
  return manifest;
}

}  // namespace

void seal_backup(const std::filesystem::path& file, const BackupManifest& manifest) {
  const Descriptor descriptor(::open(file.c_str(), O_RDWR | O_APPEND | O_CLOEXEC));
  const auto text = json::serialize(manifest_json(manifest));
  if (!descriptor.is_open() || !write_all(descriptor, text))
    throw std::runtime_error("cannot write: " + error_text(errno));
  const auto digest = digest_of(descriptor, size_of(descriptor));
  if (!write_all(descriptor, seal_of(text.size(), digest)) || ::fsync(descriptor.number()) != 0)
    throw std::runtime_error("cannot write: " + error_text(errno));
}

std::expected<BackupManifest, std::string> check_backup(const std::filesystem::path& file) {
  const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!descriptor.is_open())
    return Fault("cannot be opened: " + error_text(errno));
  try {
    return check(descriptor);
  } catch (const std::exception& error) {
    return Fault(error.what());
  }
}

}  // namespace latchkey::recovery
