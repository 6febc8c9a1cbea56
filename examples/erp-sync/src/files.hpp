// The files that the ERP side consists of: its secret and its orders.
#pragma once

#include <boost/json/array.hpp>
#include <expected>
#include <string>

namespace erp {

// The client secret, without the line's end. A file that others than its owner may read is refused.
std::expected<std::string, std::string> read_secret(const std::string& path);

// A list of objects, each with the text `order`, which is fit for a topic's name.
std::expected<boost::json::array, std::string> read_orders(const std::string& path);

}  // namespace erp
