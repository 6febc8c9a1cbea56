// Writing an archive: a gzip file of audit events, one JSON object a line, and beside it a manifest
// that says where in the chain it belongs.
#pragma once

#include <filesystem>

#include "audit/gzip.hpp"
#include "store/audit_archives.hpp"
#include "store/audit_chain.hpp"

namespace latchkey::audit {

// Holds the compressed events until they are written.
class ArchiveWriter {
 public:
  // previous: the last event before the archive's first.
  explicit ArchiveWriter(const store::audit::Link& previous);

  void add(const store::audit::Record& record);
  [[nodiscard]] std::int64_t count() const { return archive_.count(); }
  // Once this returned, archive and manifest are durable in the directory. After at least one add.
  // Throws std::system_error where the disk does not take them.
  store::audit::Archive write(const std::filesystem::path& directory, Time now);

 private:
  store::audit::Archive archive_;
  GzipText text_;
};

// Throws std::system_error.
void write_manifest(const std::filesystem::path& directory, const store::audit::Archive& archive);

}  // namespace latchkey::audit
