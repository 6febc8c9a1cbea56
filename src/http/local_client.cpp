#include "http/local_client.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <limits>

#include "http/local_address.hpp"

namespace latchkey::http {

namespace {

namespace beast = boost::beast;
namespace asio = boost::asio;
using LocalSocket = asio::local::stream_protocol::socket;
using Parser = beast::http::response_parser<beast::http::buffer_body>;
using Kind = LocalFailure::Kind;
using ErrorCode = boost::system::error_code;

LocalFailure failure(const ErrorCode& error) {
  if (error == asio::error::access_denied)
    return {.kind = Kind::denied, .detail = error.message()};
  if (error == boost::system::errc::no_such_file_or_directory ||
      error == boost::system::errc::not_a_directory)
    return {.kind = Kind::missing, .detail = error.message()};
  const bool is_silent =
      error == asio::error::connection_refused || error == asio::error::connection_reset ||
      error == asio::error::broken_pipe || error == asio::error::eof ||
      error == beast::http::error::end_of_stream || error == beast::http::error::partial_message;
  return {.kind = is_silent ? Kind::silent : Kind::unusable, .detail = error.message()};
}

beast::http::request<beast::http::string_body> message_of(const LocalCall& call) {
  beast::http::request<beast::http::string_body> message;
  message.version(11);
  message.method(beast::http::string_to_verb(name(call.method)));
  message.target(call.target);
  message.set(beast::http::field::host, "localhost");
  message.set(beast::http::field::user_agent, "latchkey/" LATCHKEY_VERSION);
  message.keep_alive(false);
  if (!call.content_type.empty()) {
    message.set(beast::http::field::content_type, call.content_type);
    message.body() = call.body;
  }
  if (call.method != Method::get && call.method != Method::head)
    message.content_length(message.body().size());
  return message;
}

void connect(LocalSocket& socket, const std::filesystem::path& file, ErrorCode& error) {
  try {
    const LocalAddress address(file);
    socket.connect(address.endpoint(), error);
  } catch (const boost::system::system_error& failed) {
    error = failed.code();
  }
}

ErrorCode read_body(LocalSocket& socket, beast::flat_buffer& buffer, Parser& parser,
                    const LocalClient::Sink& take) {
  std::array<char, 64 * 1024> piece{};
  while (!parser.is_done()) {
    auto& body = parser.get().body();
    body.data = piece.data();
    body.size = piece.size();
    ErrorCode error;
    beast::http::read_some(socket, buffer, parser, error);
    if (error && error != beast::http::error::need_buffer)
      return error;
    if (const std::size_t count = piece.size() - body.size; count > 0)
      take(std::string_view(piece.data(), count));
  }
  return {};
}

}  // namespace

std::expected<Response, LocalFailure> LocalClient::send(const LocalCall& call,
                                                        const Sink& sink) const {
  asio::io_context context;
  LocalSocket socket(context);
  ErrorCode error;
  connect(socket, socket_, error);
  if (error)
    return std::unexpected(failure(error));
  auto message = message_of(call);
  beast::http::write(socket, message, error);
  // A server that refuses a request may stop listening to it before it has been sent.
  if (error && error != asio::error::broken_pipe && error != asio::error::connection_reset)
    return std::unexpected(failure(error));

  beast::flat_buffer buffer;
  Parser parser;
  parser.body_limit(std::numeric_limits<std::uint64_t>::max());
  parser.skip(call.method == Method::head);
  beast::http::read_header(socket, buffer, parser, error);
  if (error)
    return std::unexpected(failure(error));
  Response response = empty_response(parser.get().result_int());
  const bool is_success = response.status / 100 == 2;
  const Sink collect = [&response](std::string_view piece) { response.body += piece; };
  error = read_body(socket, buffer, parser, sink && is_success ? sink : collect);
  if (error)
    return std::unexpected(failure(error));
  return response;
}

}  // namespace latchkey::http
