// The octets of one connection, through TLS where its listener has it.
#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/file.hpp"
#include "crypto/tls_channel.hpp"
#include "http/readiness.hpp"

namespace latchkey::http {

// Never blocks. What is blocked goes on after wait().
class Stream {
 public:
  enum class State { moved, blocked, ended };
  struct Transfer {
    State state;
    std::size_t count = 0;
  };

  // Of a socket that does not block. tls may be null: what is sent and received is then the octets
  // themselves.
  Stream(Descriptor socket, Readiness& readiness, Executor executor,
         std::shared_ptr<const crypto::TlsContext> tls);
  ~Stream();
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  Transfer read_some(std::span<char> into);
  // As much as goes at once. After `blocked`, the same octets must come again.
  Transfer write_some(std::string_view bytes);
  // Until what was blocked may go on, there may be more to read, or wake().
  Task<> wait() { return watch_.wait(awaited_); }
  void wake() { watch_.wake(); }
  void abandon() { watch_.abandon(); }
  // Whether read_some() has got all that there was: what follows is waited for.
  [[nodiscard]] bool is_drained() const { return is_drained_; }
  // Whether octets have arrived that are not read yet.
  [[nodiscard]] bool has_arrivals() const;
  // Lets the peer know that nothing follows.
  void finish_writing();

  // Since octets last came from the peer, whether they have been read or not; 0 where the system
  // does not tell.
  [[nodiscard]] std::chrono::milliseconds silence() const;

  // Why TLS has ended, where the peer is to blame; else empty.
  [[nodiscard]] std::string_view failure() const;

 private:
  Transfer through_tls(const crypto::TlsChannel::Transfer& transfer);
  void answer_plain_http();

  Descriptor socket_;
  Watch watch_;
  std::optional<crypto::TlsChannel> tls_;
  Direction awaited_ = Direction::in;
  bool is_drained_ = true;
};

}  // namespace latchkey::http
