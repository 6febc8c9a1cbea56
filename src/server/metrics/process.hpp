// What the operating system knows of the process, under the names that all Prometheus clients use.
#pragma once

#include "base/metrics/registry.hpp"

namespace latchkey::server {

// What cannot be read at the moment is left out.
void add_process_metrics(metrics::Registry& registry);

}  // namespace latchkey::server
