// Certificates and keys read from PEM files; for this folder only.
#pragma once

#include <vector>

#include "crypto/openssl.hpp"
#include "crypto/tls_context.hpp"

namespace latchkey::crypto {

using CertificatePointer = std::unique_ptr<X509, OpensslDeleter<X509_free>>;

struct CertificateAndKey {
  std::vector<CertificatePointer> chain;  // the server's first
  PkeyPointer key;                        // of the first
};

std::expected<CertificateAndKey, std::string> read_tls_files(const TlsFiles& files);

CertificateFacts facts_of(X509& certificate);

// Why OpenSSL's last call on this thread failed, for a message; clears its queue.
std::string take_openssl_reason();

}  // namespace latchkey::crypto
