#include "cors.hpp"

#include <utility>

namespace plant {

Cors::Cors(std::set<std::string> origins) : origins_(std::move(origins)) {}

bool Cors::apply(const httplib::Request& request, httplib::Response& response) const {
  response.set_header("Vary", "Origin");
  const std::string origin = request.get_header_value("Origin");
  if (origins_.contains(origin)) {
    response.set_header("Access-Control-Allow-Origin", origin);
    response.set_header("Access-Control-Expose-Headers", "WWW-Authenticate, Retry-After");
  }
  if (request.method != "OPTIONS")
    return false;
  response.status = 204;
  if (origins_.contains(origin)) {
    response.set_header("Access-Control-Allow-Methods", "GET, PUT, POST, DELETE");
    response.set_header("Access-Control-Allow-Headers",
                        "Authorization, Content-Type, X-Organization-ID, Last-Event-ID");
    response.set_header("Access-Control-Max-Age", "600");
  }
  return true;
}

}  // namespace plant
