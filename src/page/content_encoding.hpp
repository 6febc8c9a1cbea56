// Which of the compressed forms of a file a browser takes (RFC 9110 12.5.3).
#pragma once

#include <string_view>

namespace latchkey::page {

enum class ContentEncoding { identity, gzip, brotli };

// The smallest form that Accept-Encoding names without refusing it (q=0).
ContentEncoding choose_encoding(std::string_view accept_encoding);

}  // namespace latchkey::page
