// Audit events to a syslog.
#pragma once

#include <string>

#include "audit/descriptor.hpp"
#include "audit/sink.hpp"
#include "audit/syslog_address.hpp"

namespace latchkey::audit {

// Datagrams to a local socket or by UDP (RFC 5426); by TCP with octet counting (RFC 6587 3.4.1),
// where an event counts as delivered once the receiver's machine has acknowledged it. After a fault
// or crash a few events may come twice: their ids tell. UDP tells nothing of what is lost on the
// way.
class Syslog final : public Sink {
 public:
  explicit Syslog(SyslogAddress address);

  [[nodiscard]] std::string_view name() const override { return "syslog"; }
  Delivery deliver(std::span<const store::audit::Record> records) override;

 private:
  void connect();
  void connect_local();
  void connect_network();
  void send(const store::audit::Record& record);
  // Throws std::runtime_error unless all that was sent by TCP has arrived.
  void wait_for_acknowledgement();
  [[nodiscard]] bool is_tcp() const { return address_.transport == SyslogAddress::Transport::tcp; }

  SyslogAddress address_;
  std::string host_;
  std::string process_id_;
  Descriptor socket_;
};

}  // namespace latchkey::audit
