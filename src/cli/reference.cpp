#include "cli/reference.hpp"

#include <algorithm>
#include <spdlog/fmt/fmt.h>

#include "cli/failure.hpp"
#include "cli/plain_text.hpp"
#include "cli/problem_text.hpp"
#include "cli/view.hpp"

namespace latchkey::cli {

namespace {

struct Kind {
  std::string_view noun;
  std::string_view path;
  std::string_view id;
  std::string_view id_prefix;
  std::string_view name;
  std::string_view property;
};
constexpr Kind client_kind{.noun = "client",
                           .path = "/oauth2/clients",
                           .id = "client_id",
                           .id_prefix = "lkc_",
                           .name = "name",
                           .property = "name"};
constexpr Kind user_kind{.noun = "user",
                         .path = "/users",
                         .id = "id",
                         .id_prefix = "usr_",
                         .name = "email",
                         .property = "e-mail address"};
constexpr Kind role_kind{.noun = "role",
                         .path = "/roles",
                         .id = "id",
                         .id_prefix = "rol_",
                         .name = "name",
                         .property = "name"};

constexpr std::size_t max_suggestions = 5;

bool is_same(std::string_view one, std::string_view other) {
  const auto lower = [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  };
  return std::ranges::equal(one, other, {}, lower, lower);
}

Failure none_named(const Kind& kind, const std::string& reference, const json::array& similar) {
  std::string text =
      fmt::format("no {} has the {} \"{}\"", kind.noun, kind.property, plain_text(reference));
  if (!similar.empty())
    text += "\nSimilar:";
  for (std::size_t i = 0; i < std::min(similar.size(), max_suggestions); ++i)
    text += fmt::format("\n  {}", plain_text(text_of(similar[i].as_object(), kind.name)));
  if (similar.empty())
    text += fmt::format("\nSee: latchkey {} list", kind.noun);
  return failed(text);
}

Failure several_named(const Kind& kind, const std::string& reference,
                      const std::vector<json::object>& found) {
  std::string text = fmt::format("{} {}s have the {} \"{}\"; name one by its id:", found.size(),
                                 kind.noun, kind.property, plain_text(reference));
  for (const auto& one : found) text += "\n  " + text_of(one, kind.id);
  return failed(text);
}

json::object find_by_name(const ServerApi& server, const Kind& kind, const std::string& reference) {
  const auto answer = server.list(std::string(kind.path), {{"q", reference}});
  const json::array& similar = answer.at("items").as_array();
  std::vector<json::object> exact;
  std::vector<json::object> alike;
  for (const auto& item : similar) {
    const std::string name = text_of(item.as_object(), kind.name);
    if (name == reference)
      exact.push_back(item.as_object());
    else if (is_same(name, reference))
      alike.push_back(item.as_object());
  }
  const auto& found = exact.empty() ? alike : exact;
  if (found.empty())
    throw none_named(kind, reference, similar);
  if (found.size() > 1)
    throw several_named(kind, reference, found);
  return found.front();
}

json::object find(const ServerApi& server, const Kind& kind, const std::string& reference) {
  if (reference.empty())
    throw misused(fmt::format("name a {} by its id or its {}", kind.noun, kind.property));
  if (reference.starts_with(kind.id_prefix)) {
    const auto response =
        server.send(http::Method::get, std::string(kind.path) + "/" + path_segment(reference));
    if (response.status == 404)
      throw failed(fmt::format("no {} has the id {}\nSee: latchkey {} list", kind.noun,
                               plain_text(reference), kind.noun));
    const auto parsed = parse_json(response.body);
    if (response.status != 200 || !parsed || !parsed->is_object())
      throw failed(problem_text(response));
    return parsed->get_object();
  }
  return find_by_name(server, kind, reference);
}

std::string path_of(const Kind& kind, const json::object& object) {
  return std::string(kind.path) + "/" + path_segment(text_of(object, kind.id));
}

}  // namespace

json::object find_client(const ServerApi& server, const std::string& reference) {
  return find(server, client_kind, reference);
}
json::object find_user(const ServerApi& server, const std::string& reference) {
  return find(server, user_kind, reference);
}
json::object find_role(const ServerApi& server, const std::string& reference) {
  return find(server, role_kind, reference);
}

json::array find_role_ids(const ServerApi& server, const std::vector<std::string>& references) {
  json::array ids;
  for (const auto& reference : references) ids.push_back(find_role(server, reference).at("id"));
  return ids;
}

std::string client_path(const json::object& client) {
  return path_of(client_kind, client);
}
std::string user_path(const json::object& user) {
  return path_of(user_kind, user);
}
std::string role_path(const json::object& role) {
  return path_of(role_kind, role);
}

}  // namespace latchkey::cli
