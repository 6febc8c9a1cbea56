// The fields of a client that are fixed at its creation.
#pragma once

#include "api/fields.hpp"
#include "oauth/model/client.hpp"

namespace latchkey::api {

// client_type and grant_types, both required, and response_types; completes the grant types.
void read_client_kind(Fields& body, oauth::Client& client);

}  // namespace latchkey::api
