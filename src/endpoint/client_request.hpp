// A request that a client makes on its own behalf: a form body and the client's authentication, as
// the token, introspection and revocation endpoints share them.
#pragma once

#include <expected>
#include <memory>
#include <string>

#include "base/form.hpp"
#include "base/task.hpp"
#include "endpoint/endpoints.hpp"
#include "http/message.hpp"
#include "oauth/error.hpp"
#include "oauth/model/client.hpp"
#include "store/snapshot.hpp"

namespace latchkey::endpoint {

struct ClientRequest {
  std::shared_ptr<const store::Snapshot> snapshot;  // keeps client alive
  const oauth::Client* client;
  Parameters body;
  std::string secret_id;  // that authenticated it; empty for a public client
};

struct ClientRequestRefusal {
  oauth::Error error;
  std::string client_id;  // as claimed, where that could be read
};

// The form body; refuses another content type, what does not decode, and credentials in the URL
// (RFC 6749 2.3.1).
std::expected<Parameters, oauth::Error> read_form(const http::Request& request);

// Authenticates against the snapshot; no database. Records the use of the secret.
std::expected<ClientRequest, ClientRequestRefusal> read_client_request(const Services& services,
                                                                       const http::Request& request,
                                                                       Time now);

// Logs and audits a refusal, then answers it. client is null when it was not authenticated.
Task<http::Response> refuse(const Services& services, const http::Request& request,
                            std::string action, const oauth::Client* client,
                            const oauth::User* actor, oauth::Error error,
                            std::string claimed_client_id = {});

}  // namespace latchkey::endpoint
