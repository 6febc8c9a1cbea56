// JSON as YAML that people read and edit; read() gives the same JSON again.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/json.hpp"

namespace latchkey::yaml {

// A text as a scalar of one line: unquoted where every reader takes it for the same text, otherwise
// in double quotes with everything escaped that cannot be seen.
std::string one_line_scalar(std::string_view text);

// What to say after a mapping's members, in lines; nothing for most.
using Remark = std::function<std::string(const json::object&)>;

// Takes objects, arrays, texts (UTF-8), integers, truth values and nulls. Ends with a line break.
std::string write(const json::value& value, const Remark& remark = {});

}  // namespace latchkey::yaml
