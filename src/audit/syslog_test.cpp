#include "audit/syslog.hpp"

#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <netinet/in.h>
#include <poll.h>
#include <spdlog/fmt/fmt.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "audit/audit_fixture.hpp"

namespace latchkey::audit {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string receive(int socket) {
  pollfd waiting{.fd = socket, .events = POLLIN, .revents = 0};
  if (::poll(&waiting, 1, 60'000) != 1)
    return "nothing came";
  std::string buffer(100'000, '\0');
  const auto got = ::recv(socket, buffer.data(), buffer.size(), 0);
  buffer.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return buffer;
}

// A receiver on 127.0.0.1.
class Receiver {
 public:
  explicit Receiver(int type, std::uint16_t port = 0) : socket_(::socket(AF_INET, type, 0)) {
    const int yes = 1;
    ::setsockopt(socket_.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
    sockaddr_in name{};
    name.sin_family = AF_INET;
    name.sin_port = htons(port);
    name.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    EXPECT_EQ(::bind(socket_.get(), reinterpret_cast<sockaddr*>(&name), sizeof(name)), 0);
    if (type == SOCK_STREAM) {
      EXPECT_EQ(::listen(socket_.get(), 5), 0);
    }
    socklen_t size = sizeof(name);
    ::getsockname(socket_.get(), reinterpret_cast<sockaddr*>(&name), &size);
    port_ = ntohs(name.sin_port);
  }
  [[nodiscard]] int get() const { return socket_.get(); }
  [[nodiscard]] std::uint16_t port() const { return port_; }
  [[nodiscard]] Descriptor accept() const {
    return Descriptor(::accept(socket_.get(), nullptr, nullptr));
  }

 private:
  Descriptor socket_;
  std::uint16_t port_ = 0;
};

class SyslogTest : public AuditFilesTest {
 protected:
  SyslogTest() { append(6); }
  std::vector<store::audit::Record> records(std::int64_t first, std::int64_t last) {
    return read([&](Transaction& tx) {
      return store::audit::records_after(tx, first - 1, last - first + 1);
    });
  }
  static Syslog syslog_at(const std::string& address) {
    return Syslog(parse_syslog_address(address).value());
  }
};

TEST_F(SyslogTest, rfc5426_each_event_is_a_datagram) {
  const Receiver receiver(SOCK_DGRAM);
  auto syslog = syslog_at(fmt::format("udp://127.0.0.1:{}", receiver.port()));
  const auto delivery = syslog.deliver(records(1, 2));
  EXPECT_EQ(delivery.last_id, 2);
  EXPECT_FALSE(delivery.fault);
  EXPECT_THAT(receive(receiver.get()), HasSubstr("[audit@32473 id=\"1\""));
  EXPECT_THAT(receive(receiver.get()), HasSubstr("[audit@32473 id=\"2\""));
}

TEST_F(SyslogTest, a_local_socket_gets_datagrams_and_may_come_and_go) {
  const auto path = directory.path() / "log";
  auto syslog = syslog_at(path.string());
  EXPECT_THAT(syslog.deliver(records(1, 1)).fault.value(), HasSubstr(path.string()));
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  path.string().copy(name.sun_path, sizeof(name.sun_path) - 1);
  const auto listen = [&] {
    std::filesystem::remove(path);
    Descriptor socket(::socket(AF_UNIX, SOCK_DGRAM, 0));
    EXPECT_EQ(::bind(socket.get(), reinterpret_cast<sockaddr*>(&name), sizeof(name)), 0);
    return socket;
  };
  auto receiver = listen();
  EXPECT_EQ(syslog.deliver(records(1, 1)).last_id, 1);
  EXPECT_THAT(receive(receiver.get()), StartsWith("<85>1 "));
  receiver.close();
  EXPECT_TRUE(syslog.deliver(records(2, 2)).fault);
  receiver = listen();
  EXPECT_EQ(syslog.deliver(records(2, 2)).last_id, 2);
  EXPECT_THAT(receive(receiver.get()), HasSubstr("id=\"2\""));
}

TEST_F(SyslogTest, rfc6587_3_4_1_by_tcp_each_event_has_its_length_before_it) {
  const Receiver receiver(SOCK_STREAM);
  auto syslog = syslog_at(fmt::format("tcp://127.0.0.1:{}", receiver.port()));
  EXPECT_EQ(syslog.deliver(records(1, 1)).last_id, 1);
  const auto connection = receiver.accept();
  const auto message = receive(connection.get());
  const auto space = message.find(' ');
  EXPECT_EQ(message.substr(0, space), std::to_string(message.size() - space - 1));
  EXPECT_THAT(message.substr(space + 1), StartsWith("<85>1 "));
}

TEST_F(SyslogTest, a_connection_that_was_closed_is_made_anew_without_loss) {
  const Receiver receiver(SOCK_STREAM);
  auto syslog = syslog_at(fmt::format("tcp://127.0.0.1:{}", receiver.port()));
  EXPECT_EQ(syslog.deliver(records(1, 1)).last_id, 1);
  receiver.accept().close();
  EXPECT_EQ(syslog.deliver(records(2, 2)).last_id, 2);
  EXPECT_THAT(receive(receiver.accept().get()), HasSubstr("id=\"2\""));
}

TEST_F(SyslogTest, nobody_there_is_a_fault) {
  std::uint16_t port = 0;
  {
    port = Receiver(SOCK_STREAM).port();
  }
  auto syslog = syslog_at(fmt::format("tcp://127.0.0.1:{}", port));
  const auto delivery = syslog.deliver(records(1, 1));
  EXPECT_EQ(delivery.last_id, 0);
  EXPECT_THAT(delivery.fault.value(), HasSubstr("cannot connect to 127.0.0.1"));
}

TEST(SyslogAddress, is_a_socket_or_an_address) {
  using enum SyslogAddress::Transport;
  EXPECT_EQ(parse_syslog_address("local")->host, "/dev/log");
  EXPECT_EQ(parse_syslog_address("/run/log")->host, "/run/log");
  EXPECT_EQ(parse_syslog_address("/run/log")->transport, local);
  const auto udp_address = parse_syslog_address("udp://127.0.0.1:514");
  EXPECT_EQ(udp_address->transport, udp);
  EXPECT_EQ(udp_address->host, "127.0.0.1");
  EXPECT_EQ(udp_address->port, "514");
  const auto tcp_address = parse_syslog_address("tcp://[::1]:6514");
  EXPECT_EQ(tcp_address->transport, tcp);
  EXPECT_EQ(tcp_address->host, "::1");
  for (const auto* text : {"", "log", "udp://", "udp://host", "udp://host:", "udp://host:0",
                           "udp://host:70000", "udp://:514", "udp://[]:514", "http://host:514"})
    EXPECT_FALSE(parse_syslog_address(text)) << text;
}

}  // namespace
}  // namespace latchkey::audit
