#include "audit/archive_writer.hpp"

#include "audit/archive_manifest.hpp"
#include "audit/archive_name.hpp"
#include "audit/durable_file.hpp"
#include "base/encoding.hpp"
#include "crypto/digest.hpp"
#include "store/audit_json.hpp"

namespace latchkey::audit {

ArchiveWriter::ArchiveWriter(const store::audit::Link& previous) {
  archive_.first_id = previous.id + 1;
  archive_.last_id = previous.id;
  archive_.previous_hash = previous.hash;
}

void ArchiveWriter::add(const store::audit::Record& record) {
  if (count() == 0)
    archive_.first_time = record.event.time;
  archive_.last_id = record.event.id;
  archive_.last_time = record.event.time;
  archive_.last_hash = record.hash;
  text_.append(store::audit::to_line(record) + '\n');
}

store::audit::Archive ArchiveWriter::write(const std::filesystem::path& directory, Time now) {
  const auto content = text_.finish();
  archive_.file = archive_name(archive_.first_id, archive_.last_id);
  archive_.sha256 = hex_encode(crypto::sha256(content));
  archive_.archived_at = now;
  write_durably(directory, archive_.file, content);
  write_manifest(directory, archive_);
  return archive_;
}

void write_manifest(const std::filesystem::path& directory, const store::audit::Archive& archive) {
  write_durably(directory, manifest_name(archive.file), manifest_of(archive));
}

}  // namespace latchkey::audit
