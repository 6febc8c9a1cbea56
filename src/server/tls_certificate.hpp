// The certificate of the TLS listener, kept in step with its files.
#pragma once

#include <array>
#include <string>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "crypto/tls_context.hpp"
#include "http/tls_credentials.hpp"

namespace latchkey::server {

// Used by one thread, but for the credentials. The clock and the log outlive it.
class TlsCertificate {
 public:
  // Throws std::runtime_error that says what is wrong with the files. A certificate out of its
  // dates is served after all, with an error in the log: clients say the same, and what else this
  // server does goes on. host is the issuer's; empty: any.
  TlsCertificate(crypto::TlsFiles files, std::string host, const Clock& clock, const Log& log);

  [[nodiscard]] const http::TlsCredentials& credentials() const { return credentials_; }

  // Takes what the files hold now for connections from here on. What cannot be served is logged,
  // and the certificate that is being served stays.
  void reload();
  // To be called every few seconds: reloads once the files have changed and then stayed as they are
  // for one call, so that a certificate and a key that are replaced one after the other are taken
  // together; and once a day, so that session tickets are sealed with a new key.
  void check();

 private:
  // Of each file: inode, size, seconds and nanoseconds of the last change; zero where there is
  // none.
  using Stamp = std::array<std::int64_t, 8>;
  [[nodiscard]] Stamp stamp() const;
  void log_loaded() const;

  crypto::TlsFiles files_;
  std::string host_;
  const Clock& clock_;
  const Log& log_;
  Stamp loaded_;
  Stamp seen_;
  Time loaded_at_;
  http::TlsCredentials credentials_;
};

}  // namespace latchkey::server
