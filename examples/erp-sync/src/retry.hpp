// Repeats requests that may succeed later, without adding to the trouble of a server that has some.
#pragma once

#include <random>

#include "http_client.hpp"
#include "pause.hpp"

namespace erp {

// For requests that may be made twice. What it is given must outlive it.
class Retry {
 public:
  Retry(HttpClient& client, Pause& pause);

  // No connection, 429, 502, 503 and 504 are tried again, six times in all, after waits that double
  // and of which a random part is taken; not before Retry-After has passed, and not at all where
  // that is more than five minutes. Answers what came last.
  HttpAnswer send(const HttpRequest& request);

 private:
  HttpClient& client_;
  Pause& pause_;
  std::minstd_rand random_;
};

}  // namespace erp
