// What is written beside an archive: its checksum and its place in the chain.
#pragma once

#include <string>

#include "store/audit_archives.hpp"

namespace latchkey::audit {

// A JSON object on one line; the same archive always has the same manifest.
std::string manifest_of(const store::audit::Archive& archive);

}  // namespace latchkey::audit
