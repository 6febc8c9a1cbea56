// The server's end of one TLS connection, over a socket that does not block.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "crypto/tls_context.hpp"

struct ssl_st;

namespace latchkey::crypto {

// Does no waiting: says what must become possible on the socket before the same call, with the
// same bytes, gets on. The handshake is part of the first reads. Used by one thread at a time. The
// process must ignore SIGPIPE, which a peer that has gone would raise.
class TlsChannel {
 public:
  enum class State {
    moved,         // `count` octets
    wants_read,    // until the socket can be read
    wants_write,   // until the socket can be written
    ended,         // by the peer, or because of failure()
    is_plain_http  // the peer speaks HTTP without TLS; nothing more can be moved
  };
  struct Transfer {
    State state;
    std::size_t count = 0;
  };

  // The socket stays the caller's, and outlives the channel.
  TlsChannel(std::shared_ptr<const TlsContext> context, int socket);
  ~TlsChannel();
  TlsChannel(const TlsChannel&) = delete;
  TlsChannel& operator=(const TlsChannel&) = delete;

  Transfer read(std::span<char> into);
  Transfer write(std::string_view bytes);
  // Octets that read() would give without the socket.
  [[nodiscard]] bool has_pending() const;
  // Tells the peer that nothing follows (close_notify), if it can be told at once.
  void finish();
  // What was wrong with what the peer sent; empty when nothing was.
  [[nodiscard]] const std::string& failure() const { return failure_; }

 private:
  Transfer outcome(int result, std::size_t count);

  std::shared_ptr<const TlsContext> context_;
  std::unique_ptr<ssl_st, void (*)(ssl_st*)> ssl_;
  bool is_broken_ = false;
  std::string failure_;
};

}  // namespace latchkey::crypto
