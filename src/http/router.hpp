// The table of routes: method and path pattern to handler.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/task.hpp"
#include "http/message.hpp"

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
};

struct Fault {
  unsigned status;
  std::string detail;  // what the client is told
  std::string request_id;
};
// Renders a fault in a route's style; retry_after is set by the caller.
using FaultRenderer = std::function<Response(FaultStyle, const Fault&)>;

// Built at start-up, then immutable and thread-safe. GET routes answer HEAD too.
class Router {
 public:
  explicit Router(FaultRenderer render_fault) : render_fault_(std::move(render_fault)) {}

  // Throws std::logic_error when the same method and pattern is added twice.
  void add(Route route);
  [[nodiscard]] const std::vector<Route>& routes() const { return routes_; }

  // Finds the handler, fills path_parameters, runs it and turns what it throws into 503
  // (latchkey::Unavailable) or 500, logged with the request id. Never throws.
  // Unknown path 404, known path with another method 405 with Allow.
  Task<Response> dispatch(Request& request) const;

  [[nodiscard]] Response fault(FaultStyle style, const Fault& fault) const;
  // The style of the route that this path would reach, for faults found before dispatch.
  [[nodiscard]] FaultStyle style_of(std::string_view path) const;

 private:
  std::vector<Route> routes_;
  FaultRenderer render_fault_;
};

}  // namespace latchkey::http
