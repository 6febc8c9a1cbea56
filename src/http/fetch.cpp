#include "http/fetch.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/basic_stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <optional>

#include "base/task.hpp"

namespace latchkey::http {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Tcp = asio::ip::tcp;
using Resolver = asio::ip::basic_resolver<Tcp, Executor>;
using Stream = beast::basic_stream<Tcp, Executor>;
using Answer = std::expected<Response, std::string>;

constexpr std::uint64_t max_body = 1024 * 1024;
constexpr auto as_value = asio::as_tuple(asio::use_awaitable_t<Executor>());

struct Target {
  bool is_secure = false;
  std::string host;
  std::string port;
  std::string path;
};

std::unexpected<std::string> fault(std::string_view what, const boost::system::error_code& error) {
  const bool timed_out = error == beast::error::timeout;
  return std::unexpected(std::string(what) + ": " +
                         (timed_out ? "no answer in time" : error.message()));
}

template <class Channel>
Task<Answer> exchange(Channel& channel, const Target& target) {
  beast::http::request<beast::http::empty_body> request{beast::http::verb::get, target.path, 11};
  request.set(beast::http::field::host, target.host);
  request.set(beast::http::field::user_agent, "latchkey/" LATCHKEY_VERSION);
  request.keep_alive(false);
  const auto [write_error, sent] = co_await beast::http::async_write(channel, request, as_value);
  if (write_error)
    co_return fault("cannot send", write_error);
  beast::flat_buffer buffer;
  beast::http::response_parser<beast::http::string_body> parser;
  parser.body_limit(max_body);
  const auto [read_error, received] =
      co_await beast::http::async_read(channel, buffer, parser, as_value);
  if (read_error)
    co_return fault("cannot read the answer", read_error);
  Response response;
  response.status = parser.get().result_int();
  response.body = std::move(parser.get().body());
  co_return response;
}

// Verified against the certificates that the system trusts (or SSL_CERT_FILE), and for this host.
Task<Answer> exchange_securely(Stream stream, const Target& target) {
  asio::ssl::context tls(asio::ssl::context::tls_client);
  tls.set_default_verify_paths();
  asio::ssl::stream<Stream> channel(std::move(stream), tls);
  channel.set_verify_mode(asio::ssl::verify_peer);
  channel.set_verify_callback(asio::ssl::host_name_verification(target.host));
  SSL_set_tlsext_host_name(channel.native_handle(), target.host.c_str());
  const auto [error] = co_await channel.async_handshake(asio::ssl::stream_base::client, as_value);
  if (error) {
    const long verdict = SSL_get_verify_result(channel.native_handle());
    if (verdict != X509_V_OK)
      co_return std::unexpected(std::string("the certificate is not trusted: ") +
                                X509_verify_cert_error_string(verdict));
    co_return fault("TLS", error);
  }
  co_return co_await exchange(channel, target);
}

Task<Answer> run(asio::io_context& context, const Target& target,
                 std::chrono::milliseconds timeout) {
  Resolver resolver(context.get_executor());
  const auto [resolve_error, addresses] =
      co_await resolver.async_resolve(target.host, target.port, as_value);
  if (resolve_error)
    co_return fault(target.host, resolve_error);
  Stream stream(context.get_executor());
  stream.expires_after(timeout);
  const auto [connect_error, endpoint] = co_await stream.async_connect(addresses, as_value);
  if (connect_error)
    co_return fault("cannot connect", connect_error);
  if (target.is_secure)
    co_return co_await exchange_securely(std::move(stream), target);
  co_return co_await exchange(stream, target);
}

}  // namespace

std::expected<Response, std::string> fetch(const std::string& url,
                                           std::chrono::milliseconds timeout) {
  const auto parsed = boost::urls::parse_uri(url);
  if (!parsed || (parsed->scheme() != "http" && parsed->scheme() != "https"))
    return std::unexpected("not a URL that can be fetched");
  const Target target{.is_secure = parsed->scheme() == "https",
                      .host = parsed->host_address(),
                      .port = std::string(parsed->has_port() ? parsed->port() : parsed->scheme()),
                      .path = std::string(parsed->encoded_target())};
  asio::io_context context;
  std::optional<Answer> answer;
  asio::co_spawn(context, run(context, target, timeout),
                 [&answer](const std::exception_ptr& error, Answer result) {
                   if (error)
                     std::rethrow_exception(error);
                   answer = std::move(result);
                 });
  context.run();
  return std::move(*answer);
}

}  // namespace latchkey::http
