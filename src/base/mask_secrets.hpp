// Masks what looks like one of this server's bearer values or a JWT in a text that is to be kept:
// clients send secrets in the wrong place, and the log and the audit must not hold them.
#pragma once

#include <string>
#include <string_view>

namespace latchkey {

// "lks_" and 256 bits become "lks_***", "eyJ..." becomes "eyJ***"; the rest stays as it is.
std::string mask_secrets(std::string_view text);

}  // namespace latchkey
