// New client secrets: the value that is shown once, and what is stored of it.
#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "oauth/model/client.hpp"

namespace latchkey::api {

struct NewClientSecret {
  Secret value;
  oauth::ClientSecret stored;
};

NewClientSecret make_client_secret(Random& random, Time now);

}  // namespace latchkey::api
