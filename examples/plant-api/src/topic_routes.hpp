// Topics of the unified namespace over HTTP: reading, defining, publishing and removing.
#pragma once

#include <httplib.h>

#include "broker.hpp"
#include "guard.hpp"
#include "models.hpp"
#include "topics.hpp"

namespace plant {

// What is given must outlive the server.
void add_topic_routes(httplib::Server& server, const Guard& guard, Topics& topics,
                      const Models& models, Broker& broker);

}  // namespace plant
