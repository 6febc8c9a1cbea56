// Reading an archive back, and finding out whether it is what was written.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "store/audit_archives.hpp"
#include "store/audit_chain.hpp"

namespace latchkey::audit {

using OnRecord = std::function<void(const store::audit::Record&)>;

// Follows the chain through the archive with walk, which stands at the event before its first, or
// already within it; hands each event that is new to the walk to on_record. A fault where archive
// or manifest are not what the store says: the event is the first one that is missing or altered.
std::optional<store::audit::ChainFault> read_archive(const std::filesystem::path& directory,
                                                     const store::audit::Archive& archive,
                                                     store::audit::ChainWalk& walk,
                                                     const OnRecord& on_record);

// The events of an archive without following the chain. A fault where it cannot be read to its end.
std::optional<store::audit::ChainFault> read_events(const std::filesystem::path& directory,
                                                    const store::audit::Archive& archive,
                                                    const OnRecord& on_record);

// A file that no store tells of, by its content; nothing where it does not follow previous or is
// not whole.
std::optional<store::audit::Archive> inspect_archive(const std::filesystem::path& directory,
                                                     const std::string& file,
                                                     const store::audit::Link& previous, Time now);

}  // namespace latchkey::audit
