// Which names topics of the unified namespace may have, and which of them a filter matches.
#pragma once

#include <string>
#include <string_view>

namespace plant {

// Segments of letters, digits, `_`, `-` and, inside, `.`, divided by slashes: what no proxy and no
// broker reads in two ways. 200 characters at most.
[[nodiscard]] bool is_topic_name(std::string_view name);

// An MQTT topic filter (MQTT 3.1.1, 4.7), such as acme/+/orders/#. 200 characters at most.
[[nodiscard]] bool is_topic_filter(const std::string& filter);

// filter: one that is_topic_filter() accepts.
[[nodiscard]] bool matches(const std::string& filter, const std::string& name);

}  // namespace plant
