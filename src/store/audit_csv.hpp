// Audit events as records of comma-separated values.
#pragma once

#include <string>

#include "store/audit.hpp"

namespace latchkey::store::audit {

void append_csv_header(std::string& csv);
void append_csv_event(std::string& csv, const Event& event);

}  // namespace latchkey::store::audit
