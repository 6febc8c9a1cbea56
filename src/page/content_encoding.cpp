#include "page/content_encoding.hpp"

#include <algorithm>
#include <boost/algorithm/string/predicate.hpp>
#include <boost/algorithm/string/trim.hpp>
#include <string>

namespace latchkey::page {

namespace {

// "q=0", "q=0.0", "q=0.000": not acceptable.
bool is_refused(std::string_view parameters) {
  const auto q = parameters.find("q=");
  if (q == std::string_view::npos)
    return false;
  const std::string_view weight = parameters.substr(q + 2);
  return weight.starts_with('0') && weight.find_first_of("123456789") == std::string_view::npos;
}

bool takes(std::string_view accept_encoding, std::string_view coding) {
  while (!accept_encoding.empty()) {
    const std::string_view item = accept_encoding.substr(0, accept_encoding.find(','));
    const auto semicolon = item.find(';');
    const std::string name = boost::algorithm::trim_copy(std::string(item.substr(0, semicolon)));
    if (boost::algorithm::iequals(name, coding))
      return semicolon == std::string_view::npos || !is_refused(item.substr(semicolon));
    accept_encoding.remove_prefix(std::min(item.size() + 1, accept_encoding.size()));
  }
  return false;
}

}  // namespace

ContentEncoding choose_encoding(std::string_view accept_encoding) {
  if (takes(accept_encoding, "br"))
    return ContentEncoding::brotli;
  if (takes(accept_encoding, "gzip"))
    return ContentEncoding::gzip;
  return ContentEncoding::identity;
}

}  // namespace latchkey::page
