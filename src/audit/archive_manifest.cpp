#include "audit/archive_manifest.hpp"

#include <boost/json/serialize.hpp>

#include "base/json.hpp"
#include "base/timestamp.hpp"

namespace latchkey::audit {

std::string manifest_of(const store::audit::Archive& archive) {
  const json::object manifest{{"format", "latchkey-audit-archive-1"},
                              {"file", archive.file},
                              {"sha256", archive.sha256},
                              {"first_id", archive.first_id},
                              {"last_id", archive.last_id},
                              {"count", archive.count()},
                              {"first_time", format_rfc3339(archive.first_time)},
                              {"last_time", format_rfc3339(archive.last_time)},
                              {"previous_hash", archive.previous_hash},
                              {"last_hash", archive.last_hash},
                              {"archived_at", format_rfc3339(archive.archived_at)}};
  return json::serialize(manifest) + '\n';
}

}  // namespace latchkey::audit
