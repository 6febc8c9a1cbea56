// The table of routes: method and path pattern to handler.
#pragma once

#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/log.hpp"
#include "base/task.hpp"
#include "http/message.hpp"
#include "http/route_table.hpp"

namespace latchkey::http {

// Runs on a network thread and must not block it. The request outlives the Task.
using Handler = std::function<Task<Response>(const Request&)>;

// How a fault outside a handler's own answers is rendered for this route: 404/405/413/415/500/503.
enum class FaultStyle { oauth, problem, page };

// Who may read the answers from another origin (Fetch standard).
enum class Cors {
  none,
  any_origin,  // Access-Control-Allow-Origin: *, never credentials; preflight answered by the
               // router
};

struct Route {
  Method method;
  std::string pattern;  // "/api/v1/users/{id}"; a parameter is one whole non-empty segment
  Handler handler;
  FaultStyle faults = FaultStyle::problem;
  Cors cors = Cors::none;
  std::vector<Listener> listeners = {Listener::clients};  // where there is such a route
  bool is_vital = false;  // answered also when there is too much to do for others
};

struct Fault {
  unsigned status;
  std::string detail;  // what the client is told
  std::string request_id;
};
// Renders a fault in a route's style; retry_after is set by the caller.
using FaultRenderer = std::function<Response(FaultStyle, const Fault&)>;

// Built at start-up, then immutable and thread-safe. GET routes answer HEAD too. A path is matched
// as it was sent: dot segments, double slashes and escapes in literal segments match nothing.
class Router {
 public:
  // The log outlives the router.
  Router(FaultRenderer render_fault, const Log& log)
      : render_fault_(std::move(render_fault)), log_(log) {}

  // Throws std::logic_error when the same method and pattern is added twice for a listener.
  void add(Route route);
  [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

  // Finds the handler, fills route and path_parameters, runs it and turns what it throws into 503
  // (latchkey::Unavailable) or 500, logged with the request id. Never throws.
  // Unknown path 404, known path with another method 405 with Allow; what another listener serves
  // is unknown. On a path with routes open
  // to any origin, OPTIONS is answered with 204 and what may be asked for.
  Task<Response> dispatch(Request& request) const;

  // The route that the request is for; where its method has none, one of its path's.
  [[nodiscard]] std::optional<std::size_t> route_of(const Request& request) const;
  [[nodiscard]] bool is_vital(const Request& request) const;
  // The answer to a request that never reaches its handler, in the style of its path and readable
  // where the handler's answers are. Never throws.
  [[nodiscard]] Response refuse(const Request& request, unsigned status, std::string detail) const;

  [[nodiscard]] Response fault(FaultStyle style, const Fault& fault) const;
  [[nodiscard]] const Log& log() const { return log_; }

 private:
  [[nodiscard]] const RouteTable& table_of(Listener listener) const;
  [[nodiscard]] Response unrouted(const Request& request, const RouteTable::Match& match) const;
  [[nodiscard]] Response thrown(const Request& request, const std::exception_ptr& error) const;
  // A path without a route takes the style of its neighbours (the same first segment), else a page.
  [[nodiscard]] FaultStyle style_of(std::string_view path, const RouteTable::Match& match) const;
  [[nodiscard]] bool is_open_to_any_origin(const RouteTable::Match& match) const;

  std::vector<Route> routes_;
  std::array<RouteTable, listener_count> tables_;  // by listener; hold indexes into routes_
  FaultRenderer render_fault_;
  const Log& log_;
};

}  // namespace latchkey::http
