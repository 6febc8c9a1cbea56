// The authorization request that a sign-in or consent page belongs to.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/form.hpp"
#include "base/task.hpp"
#include "http/message.hpp"
#include "identity/services.hpp"
#include "oauth/model/client.hpp"
#include "oauth/model/interaction.hpp"
#include "store/snapshot.hpp"

namespace latchkey::page {

struct PendingRequest {
  std::string value;  // of the page's URL and form
  oauth::Interaction interaction;
  Parameters parameters;  // of the authorization request
  std::shared_ptr<const store::Snapshot> snapshot;
  const oauth::Client* client;  // of the snapshot
  std::string redirect_uri;
  std::string login_hint;  // may be empty
  std::string ui_locales;  // may be empty
};

// Nothing when it is unknown, expired, of another browser, or its client is gone.
Task<std::optional<PendingRequest>> find_pending_request(const identity::Services& services,
                                                         const http::Request& request,
                                                         std::string value);

// Where the browser goes on with it.
std::string resume_location(const std::string& value);

}  // namespace latchkey::page
