// An issuer for the tests of this folder: its keys, documents, clock, and whether it can be
// reached.
#pragma once

#include <boost/json/serialize.hpp>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "base/clock.hpp"
#include "jose/jws.hpp"
#include "latchkey/resource/settings.hpp"

namespace latchkey::resource::fixture {

using namespace std::chrono_literals;

inline constexpr std::string_view issuer_url = "https://id.example.com";
inline constexpr std::string_view audience = "https://api.example.com";

inline jose::PrivateKey make_key(crypto::Algorithm algorithm = crypto::Algorithm::es256) {
  auto key = crypto::SigningKey::generate(algorithm);
  auto kid = jose::thumbprint(key.verification_key());
  return {.kid = std::move(kid), .key = std::move(key)};
}

// Thread-safe: verifiers also fetch on threads of their own.
class Issuer {
 public:
  Issuer() { publish({key}); }

  void publish(const std::vector<jose::PrivateKey>& keys) {
    std::vector<jose::PublicKey> published;
    for (const auto& one : keys)
      published.push_back({.kid = one.kid, .key = one.key.verification_key()});
    answer("/jwks", {200, json::serialize(jose::KeySet(std::move(published)).to_jwks())});
  }
  void answer(const std::string& path, FetchAnswer answer) {
    const std::lock_guard lock(mutex_);
    answers_[std::string(issuer_url) + path] = std::move(answer);
  }
  void break_down() { set_reachable(false); }
  void recover() { set_reachable(true); }
  void pass(std::chrono::seconds time) {
    const std::lock_guard lock(mutex_);
    now_ += time;
  }
  Time now() const {
    const std::lock_guard lock(mutex_);
    return now_;
  }
  int fetches(const std::string& path) const {
    const std::lock_guard lock(mutex_);
    const auto found = fetches_.find(std::string(issuer_url) + path);
    return found == fetches_.end() ? 0 : found->second;
  }
  FetchRequest last_request() const {
    const std::lock_guard lock(mutex_);
    return last_;
  }

  Settings settings() {
    Settings settings{.issuer = std::string(issuer_url), .audiences = {std::string(audience)}};
    settings.fetch = [this](const FetchRequest& request) { return fetch(request); };
    settings.now = [this] { return now(); };
    return settings;
  }

  json::object claims() const {
    return {{"iss", issuer_url},
            {"aud", audience},
            {"sub", "usr_1"},
            {"client_id", "cli_1"},
            {"org_id", "org_1"},
            {"scope", "pipelines:read models:read"},
            {"jti", "jti_1"},
            {"iat", numeric_date(now())},
            {"exp", numeric_date(now() + 15min)}};
  }
  // claims() with these in their place; null takes one away.
  std::string token(const json::object& changes = {}, std::string_view typ = "at+jwt") const {
    return token_by(key, changes, typ);
  }
  std::string token_by(const jose::PrivateKey& signer, const json::object& changes = {},
                       std::string_view typ = "at+jwt") const {
    auto all = claims();
    for (const auto& [name, value] : changes) {
      if (value.is_null())
        all.erase(name);
      else
        all[name] = value;
    }
    return jose::sign_compact(signer, typ, json::serialize(all));
  }

  const jose::PrivateKey key = make_key();

 private:
  void set_reachable(bool is_reachable) {
    const std::lock_guard lock(mutex_);
    is_reachable_ = is_reachable;
  }
  FetchAnswer fetch(const FetchRequest& request) {
    const std::lock_guard lock(mutex_);
    ++fetches_[request.url];
    last_ = request;
    if (!is_reachable_)
      return {.status = 0, .body = "no connection"};
    const auto found = answers_.find(request.url);
    return found == answers_.end() ? FetchAnswer{404, ""} : found->second;
  }

  mutable std::mutex mutex_;
  bool is_reachable_ = true;
  Time now_ = Time(1'800'000'000s);
  std::map<std::string, FetchAnswer> answers_{
      {std::string(issuer_url) + "/.well-known/openid-configuration",
       {200, R"({"issuer":"https://id.example.com","jwks_uri":"https://id.example.com/jwks",)"
             R"("introspection_endpoint":"https://id.example.com/introspect"})"}}};
  std::map<std::string, int> fetches_;
  FetchRequest last_;
};

}  // namespace latchkey::resource::fixture
