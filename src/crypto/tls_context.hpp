// What a server speaks TLS with: its certificate and key, under the rules of BCP 195 (RFC 9325).
#pragma once

#include <expected>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.hpp"

struct ssl_ctx_st;

namespace latchkey::crypto {

struct TlsFiles {
  std::filesystem::path certificate;  // PEM: the server's first, then those that lead to the root
  std::filesystem::path key;          // PEM, not encrypted
  // The key's mode is somebody else's care, as with systemd's credentials: their directory is
  // closed to others, and the mask of the access control list shows as the group's permission.
  bool is_key_guarded = false;
};

// What the certificate says of itself.
struct CertificateFacts {
  Time not_before;
  Time not_after;
  std::vector<std::string> names;  // DNS names and IP addresses
};

// Immutable and thread-safe. TLS 1.2 and 1.3 with forward secrecy and authenticated encryption,
// by the server's preference; no compression, renegotiation or early data. Sessions are resumed by
// tickets whose key lives as long as this object: load another from time to time.
class TlsContext {
 public:
  // The error names the file and says what is wrong with it. Dates are the caller's to judge.
  static std::expected<std::shared_ptr<const TlsContext>, std::string> load(const TlsFiles& files);
  ~TlsContext();
  TlsContext(const TlsContext&) = delete;
  TlsContext& operator=(const TlsContext&) = delete;

  [[nodiscard]] const CertificateFacts& facts() const { return facts_; }
  // Whether the certificate is good for this DNS name or IP address (RFC 6125).
  [[nodiscard]] bool covers(const std::string& host) const;

 private:
  friend class TlsChannel;
  TlsContext();

  std::unique_ptr<ssl_ctx_st, void (*)(ssl_ctx_st*)> context_;
  CertificateFacts facts_;
};

}  // namespace latchkey::crypto
