#include "http/router.hpp"

#include <algorithm>
#include <exception>
#include <string>

#include "base/unavailable.hpp"

namespace latchkey::http {

namespace {

const std::optional<std::size_t>& slot(const RouteTable::ByMethod& routes, Method method) {
  return routes.at(static_cast<std::size_t>(method));
}

// HEAD is answered by the GET route unless it has one of its own.
RouteTable::Match find(const RouteTable& table, const Request& request) {
  RouteTable::Match match = table.find(request.method, request.path);
  if (request.method != Method::head || slot(match.routes, Method::head) ||
      !slot(match.routes, Method::get))
    return match;
  match = table.find(Method::get, request.path);
  match.routes.at(static_cast<std::size_t>(Method::head)) = slot(match.routes, Method::get);
  return match;
}

std::optional<std::size_t> nearest(const RouteTable::ByMethod& routes, Method method) {
  if (slot(routes, method))
    return slot(routes, method);
  const auto any =
      std::ranges::find_if(routes, [](const auto& route) { return route.has_value(); });
  return any == routes.end() ? std::nullopt : *any;
}

bool has_route(const RouteTable::ByMethod& routes) {
  return std::ranges::any_of(routes, [](const auto& route) { return route.has_value(); });
}

std::string allowed_methods(const RouteTable::ByMethod& routes) {
  std::string allowed;
  for (std::size_t i = 0; i < routes.size(); ++i) {
    const auto method = static_cast<Method>(i);
    const bool is_allowed = routes.at(i) || (method == Method::head && slot(routes, Method::get));
    if (is_allowed)
      allowed.append(allowed.empty() ? "" : ", ").append(name(method));
  }
  return allowed;
}

void open_to_any_origin(Response& response) {
  response.set("Access-Control-Allow-Origin", "*");
  response.set("Access-Control-Expose-Headers", "WWW-Authenticate, Retry-After, X-Request-Id");
}

std::string_view first_segment(std::string_view path) {
  return path.substr(0, path.find('/', 1));
}

}  // namespace

void Router::add(Route route) {
  for (const Listener listener : route.listeners)
    tables_.at(static_cast<std::size_t>(listener)).add(route.method, route.pattern, routes_.size());
  routes_.push_back(std::move(route));
}

const RouteTable& Router::table_of(Listener listener) const {
  return tables_.at(static_cast<std::size_t>(listener));
}

Task<Response> Router::dispatch(Request& request) const {
  RouteTable::Match match = find(table_of(request.listener), request);
  const bool is_open = is_open_to_any_origin(match);
  const std::optional<std::size_t> route = slot(match.routes, request.method);
  request.route = nearest(match.routes, request.method);
  Response response;
  if (route) {
    request.path_parameters = std::move(match.parameters);
    const Handler& handler = routes_.at(*route).handler;
    std::exception_ptr error;
    try {
      response = co_await handler(request);
    } catch (...) {
      error = std::current_exception();
    }
    if (error)
      response = thrown(request, error);
  } else {
    response = unrouted(request, match);
  }
  if (is_open)
    open_to_any_origin(response);
  co_return response;
}

Response Router::unrouted(const Request& request, const RouteTable::Match& match) const {
  const FaultStyle style = style_of(request.path, match);
  if (!has_route(match.routes))
    return fault(style, {404, "There is nothing at this address.", request.request_id});
  const std::string allowed = allowed_methods(match.routes);
  if (request.method == Method::options && is_open_to_any_origin(match)) {
    return empty_response(204)
        .set("Allow", allowed + ", OPTIONS")
        .set("Access-Control-Allow-Methods", allowed)
        .set("Access-Control-Allow-Headers", "Authorization, Content-Type")
        .set("Access-Control-Max-Age", "600");
  }
  return fault(style, {405, "This address does not take this method.", request.request_id})
      .set("Allow", allowed);
}

Response Router::thrown(const Request& request, const std::exception_ptr& error) const {
  const FaultStyle style = style_of(request.path, find(table_of(request.listener), request));
  const auto answer = [&](unsigned status, std::string detail) {
    return fault(style, {status, std::move(detail), request.request_id});
  };
  try {
    std::rethrow_exception(error);
  } catch (const Unavailable& unavailable) {
    log_.warn("unavailable", request.log_fields(),
              {{"path", request.path}, {"reason", unavailable.what()}});
    return answer(503, "The service cannot do this now. Try again in a moment.")
        .set("Retry-After", std::to_string(unavailable.retry_after_seconds));
  } catch (const std::exception& exception) {
    log_.error("internal_error", request.log_fields(),
               {{"path", request.path}, {"reason", exception.what()}});
  } catch (...) {
    log_.error("internal_error", request.log_fields(), {{"path", request.path}});
  }
  return answer(500, "Something went wrong in the server.");
}

std::optional<std::size_t> Router::route_of(const Request& request) const {
  return nearest(find(table_of(request.listener), request).routes, request.method);
}

bool Router::is_vital(const Request& request) const {
  const std::optional<std::size_t> route = route_of(request);
  return route && routes_.at(*route).is_vital;
}

Response Router::refuse(const Request& request, unsigned status, std::string detail) const {
  const RouteTable::Match match = find(table_of(request.listener), request);
  Response response =
      fault(style_of(request.path, match), {status, std::move(detail), request.request_id});
  if (is_open_to_any_origin(match))
    open_to_any_origin(response);
  return response;
}

Response Router::fault(FaultStyle style, const Fault& fault) const {
  try {
    Response response = render_fault_(style, fault);
    response.status = fault.status;
    return response;
  } catch (const std::exception& exception) {
    log_.error("fault_not_rendered",
               {{"request_id", fault.request_id}, {"reason", exception.what()}});
  }
  return empty_response(fault.status);
}

FaultStyle Router::style_of(std::string_view path, const RouteTable::Match& match) const {
  for (const auto& route : match.routes)
    if (route)
      return routes_.at(*route).faults;
  const std::string_view segment = first_segment(path);
  const auto neighbour = std::ranges::find_if(
      routes_, [&](const Route& route) { return first_segment(route.pattern) == segment; });
  return neighbour == routes_.end() ? FaultStyle::page : neighbour->faults;
}

bool Router::is_open_to_any_origin(const RouteTable::Match& match) const {
  return std::ranges::any_of(match.routes, [&](const auto& route) {
    return route && routes_.at(*route).cors == Cors::any_origin;
  });
}

}  // namespace latchkey::http
