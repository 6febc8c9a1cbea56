#include "crypto/tls_channel.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include "crypto/tls_files.hpp"

namespace latchkey::crypto {

TlsChannel::TlsChannel(std::shared_ptr<const TlsContext> context, int socket)
    : context_(std::move(context)), ssl_(SSL_new(context_->context_.get()), SSL_free) {
  require_openssl(ssl_ != nullptr && SSL_set_fd(ssl_.get(), socket) == 1, "SSL_new");
  SSL_set_accept_state(ssl_.get());
}

TlsChannel::~TlsChannel() = default;

TlsChannel::Transfer TlsChannel::read(std::span<char> into) {
  std::size_t count = 0;
  ERR_clear_error();
  const int result = SSL_read_ex(ssl_.get(), into.data(), into.size(), &count);
  return outcome(result, count);
}

TlsChannel::Transfer TlsChannel::write(std::string_view bytes) {
  std::size_t count = 0;
  ERR_clear_error();
  const int result = SSL_write_ex(ssl_.get(), bytes.data(), bytes.size(), &count);
  return outcome(result, count);
}

TlsChannel::Transfer TlsChannel::outcome(int result, std::size_t count) {
  switch (SSL_get_error(ssl_.get(), result)) {
    case SSL_ERROR_NONE:
      return {.state = State::moved, .count = count};
    case SSL_ERROR_WANT_READ:
      return {.state = State::wants_read};
    case SSL_ERROR_WANT_WRITE:
      return {.state = State::wants_write};
    case SSL_ERROR_ZERO_RETURN:
      return {.state = State::ended};
    default:
      break;
  }
  is_broken_ = true;
  const unsigned long error = ERR_peek_last_error();
  if (error == 0)
    return {.state = State::ended};
  failure_ = take_openssl_reason();
  const bool is_http =
      ERR_GET_LIB(error) == ERR_LIB_SSL && (ERR_GET_REASON(error) == SSL_R_HTTP_REQUEST ||
                                            ERR_GET_REASON(error) == SSL_R_HTTPS_PROXY_REQUEST);
  return {.state = is_http ? State::is_plain_http : State::ended};
}

bool TlsChannel::has_pending() const {
  return SSL_pending(ssl_.get()) > 0;
}

void TlsChannel::finish() {
  if (is_broken_ || SSL_in_init(ssl_.get()) == 1)
    return;
  ERR_clear_error();
  SSL_shutdown(ssl_.get());
  ERR_clear_error();
}

}  // namespace latchkey::crypto
