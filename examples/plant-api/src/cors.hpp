// Lets browser applications on other origins call the API (Fetch standard, CORS protocol).
#pragma once

#include <httplib.h>
#include <set>
#include <string>

namespace plant {

class Cors {
 public:
  // origins: exactly as browsers send them, such as http://localhost:5173.
  explicit Cors(std::set<std::string> origins);

  // Adds what an allowed origin needs to the response. True if the request was a preflight, which
  // is then answered.
  bool apply(const httplib::Request& request, httplib::Response& response) const;

 private:
  std::set<std::string> origins_;
};

}  // namespace plant
