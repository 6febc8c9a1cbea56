#include "crypto/tls_context.hpp"

#include <array>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <string_view>

#include "crypto/tls_files.hpp"

namespace latchkey::crypto {

namespace {

// RFC 9325 4.2: ephemeral ECDH and AEAD only. TLS 1.3 has nothing else.
constexpr const char* tls12_ciphers =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:"
    "ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-RSA-AES256-GCM-SHA384:"
    "ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
constexpr const char* groups = "X25519:P-256:P-384";
constexpr int security_level = 2;  // 112 bits: RSA of 2048 bits, no SHA-1
constexpr long session_seconds = 4L * 60 * 60;

// RFC 7301: as the wire has it, each name behind its length.
constexpr std::array<unsigned char, 9> http_1_1{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* chosen_length,
                    const unsigned char* offered, unsigned offered_length, void*) {
  unsigned char* match = nullptr;
  const int found = SSL_select_next_proto(&match, chosen_length, http_1_1.data(), http_1_1.size(),
                                          offered, offered_length);
  *chosen = match;
  return found == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

void set_rules(SSL_CTX* context) {
  SSL_CTX_set_security_level(context, security_level);
  SSL_CTX_set_options(context, SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA |
                                   SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION |
                                   SSL_OP_IGNORE_UNEXPECTED_EOF);
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_timeout(context, session_seconds);
  SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
  require_openssl(SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1 &&
                      SSL_CTX_set_max_proto_version(context, TLS1_3_VERSION) == 1 &&
                      SSL_CTX_set_cipher_list(context, tls12_ciphers) == 1 &&
                      SSL_CTX_set1_groups_list(context, groups) == 1,
                  "setting the rules of TLS");
}

}  // namespace

TlsContext::TlsContext() : context_(SSL_CTX_new(TLS_server_method()), SSL_CTX_free) {
  require_openssl(context_ != nullptr, "SSL_CTX_new");
  set_rules(context_.get());
}

TlsContext::~TlsContext() = default;

std::expected<std::shared_ptr<const TlsContext>, std::string> TlsContext::load(
    const TlsFiles& files) {
  auto read = read_tls_files(files);
  if (!read)
    return std::unexpected(read.error());
  std::shared_ptr<TlsContext> loaded(new TlsContext);
  SSL_CTX* context = loaded->context_.get();
  X509& own = *read->chain.front();
  bool is_usable = SSL_CTX_use_certificate(context, &own) == 1;
  for (std::size_t i = 1; is_usable && i < read->chain.size(); ++i)
    is_usable = SSL_CTX_add1_chain_cert(context, read->chain[i].get()) == 1;
  is_usable = is_usable && SSL_CTX_use_PrivateKey(context, read->key.get()) == 1;
  if (!is_usable)
    return std::unexpected("certificate " + files.certificate.string() +
                           ": cannot be used: " + take_openssl_reason());
  loaded->facts_ = facts_of(own);
  return loaded;
}

bool TlsContext::covers(const std::string& host) const {
  X509* certificate = SSL_CTX_get0_certificate(context_.get());
  const bool is_covered = X509_check_host(certificate, host.data(), host.size(), 0, nullptr) == 1 ||
                          X509_check_ip_asc(certificate, host.c_str(), 0) == 1;
  ERR_clear_error();
  return is_covered;
}

}  // namespace latchkey::crypto
