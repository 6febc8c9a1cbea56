// The octets of one connection, through TLS where its listener has it.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "crypto/tls_channel.hpp"
#include "http/acceptor.hpp"

namespace latchkey::http {

// Never blocks. What is blocked goes on once the socket is ready for awaited().
class Stream {
 public:
  enum class State { moved, blocked, ended };
  struct Transfer {
    State state;
    std::size_t count = 0;
  };

  // tls may be null: what is sent and received is then the octets themselves.
  Stream(Socket socket, std::shared_ptr<const crypto::TlsContext> tls);
  ~Stream();
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  Transfer read_some(std::span<char> into);
  // As much as goes at once. After `blocked`, the same octets must come again.
  Transfer write_some(std::string_view bytes);
  // Whether read_some() gives octets that the socket need not be waited for.
  [[nodiscard]] bool has_pending() const { return tls_ && tls_->has_pending(); }
  // Lets the peer know that nothing follows.
  void finish_writing();

  // Since octets last came from the peer, whether they have been read or not; 0 where the system
  // does not tell.
  [[nodiscard]] std::chrono::milliseconds silence();

  [[nodiscard]] Socket& socket() { return socket_; }
  [[nodiscard]] Socket::wait_type awaited() const { return awaited_; }
  // Why TLS has ended, where the peer is to blame; else empty.
  [[nodiscard]] std::string_view failure() const;

 private:
  Transfer through_tls(const crypto::TlsChannel::Transfer& transfer);
  void answer_plain_http();

  Socket socket_;
  std::optional<crypto::TlsChannel> tls_;
  Socket::wait_type awaited_ = Socket::wait_read;
};

}  // namespace latchkey::http
