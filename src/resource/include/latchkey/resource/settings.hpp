// What a Verifier is told: whose tokens it takes, and how it asks the issuer.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace latchkey::resource {

struct FetchRequest {
  std::string url;
  // A form to POST; empty: GET.
  std::string form{};
  // The value of the Authorization header field; empty: none.
  std::string authorization{};
  std::chrono::milliseconds timeout{};
};

struct FetchAnswer {
  int status = 0;  // 0: no answer, and `body` says why
  std::string body;
};

// Called from several threads at once. Redirects are not to be followed.
using Fetch = std::function<FetchAnswer(const FetchRequest&)>;

struct Settings {
  // `iss` of the tokens, exactly as the issuer writes it; its discovery document is below it.
  std::string issuer;
  // `aud` of the tokens: what this API is called there, by one of these names.
  std::vector<std::string> audiences;

  // Where the issuer's keys are; empty: where its discovery document says.
  std::string jwks_uri{};
  // How much clocks may differ.
  std::chrono::seconds leeway{10};

  // Named in challenges (RFC 6750 3; RFC 9728 5.1, left out when empty).
  std::string realm{"api"};
  std::string resource_metadata{};

  // Verified tokens that are remembered; some 500 bytes each. 0: none.
  std::size_t remembered_tokens = 10'000;

  // Keys are fetched anew after refresh_keys_after, and at once when a token names an unknown one.
  // Of fetches that nobody planned there is one in refetch_interval at most. While the issuer
  // cannot be reached, the keys last fetched hold for keys_usable_for; then every check is
  // `unavailable`.
  std::chrono::seconds refresh_keys_after{300};
  std::chrono::seconds keys_usable_for{3600};
  std::chrono::seconds refetch_interval{5};

  std::chrono::milliseconds fetch_timeout{3000};
  // Left empty: libcurl, with the certificates that the system trusts.
  Fetch fetch{};
  // Left empty: the system's clock. Called from several threads at once.
  std::function<std::chrono::system_clock::time_point()> now{};
};

// For introspection (RFC 7662): the client that the API is at the issuer. Latchkey answers a client
// about tokens of other clients when it has the scope tokens:introspect.
struct IntrospectionClient {
  std::string client_id;
  std::string client_secret;
  // Empty: where the discovery document says.
  std::string endpoint{};
  // How long an answer is remembered: for as long a revoked token is still accepted.
  std::chrono::seconds accepted_for{10};
  std::chrono::seconds refused_for{2};
};

}  // namespace latchkey::resource
