// The least that answering HTTP costs: Beast's parser, a coroutine a connection and one fixed
// answer.

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <charconv>
#include <cstdlib>
#include <span>
#include <string_view>

#include "base/task.hpp"

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using Socket = asio::basic_stream_socket<tcp, latchkey::Executor>;
using Acceptor = asio::basic_socket_acceptor<tcp, latchkey::Executor>;

constexpr auto use_tuple = asio::as_tuple(asio::use_awaitable_t<latchkey::Executor>{});
constexpr std::string_view answer =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n\r\n"
    "{\"active\":true}";

latchkey::Task<> converse(Socket socket) {
  socket.set_option(tcp::no_delay(true));
  beast::flat_buffer buffer;
  for (;;) {
    beast::http::request_parser<beast::http::string_body> parser;
    const auto [read_error, read] =
        co_await beast::http::async_read(socket, buffer, parser, use_tuple);
    if (read_error)
      co_return;
    const auto [write_error, written] =
        co_await asio::async_write(socket, asio::buffer(answer), use_tuple);
    if (write_error)
      co_return;
  }
}

latchkey::Task<> accept(Acceptor& acceptor) {
  for (;;) {
    auto [error, socket] = co_await acceptor.async_accept(use_tuple);
    if (!error)
      asio::co_spawn(acceptor.get_executor(), converse(std::move(socket)), asio::detached);
  }
}

}  // namespace

int main(int count, char** words) {
  const std::span arguments(words, static_cast<std::size_t>(count));
  const std::string_view text = count == 2 ? arguments[1] : "";
  unsigned short port = 0;
  if (std::from_chars(text.data(), text.data() + text.size(), port).ec != std::errc())
    return EXIT_FAILURE;
  asio::io_context context(BOOST_ASIO_CONCURRENCY_HINT_UNSAFE);
  Acceptor acceptor(context.get_executor(), {asio::ip::address_v4::loopback(), port});
  asio::co_spawn(context, accept(acceptor), asio::detached);
  context.run();
}
