#include "api/settings_fields.hpp"

#include <array>
#include <spdlog/fmt/fmt.h>

#include "base/utf8.hpp"
#include "oauth/check/plain_text.hpp"

namespace latchkey::api {
namespace {

constexpr std::size_t max_brand_name_characters = 60;
constexpr std::int64_t day = 24 * 3600;

struct Lifetime {
  std::string_view field;
  std::chrono::seconds oauth::Settings::* member;
  std::int64_t least;
  std::int64_t most;
};
constexpr std::array<Lifetime, 7> lifetimes{{
    {"access_token_lifetime_seconds", &oauth::Settings::access_token_lifetime, 60,
     oauth::max_access_token_lifetime.count()},
    {"id_token_lifetime_seconds", &oauth::Settings::id_token_lifetime, 60, day},
    {"authorization_code_lifetime_seconds", &oauth::Settings::authorization_code_lifetime, 10, 600},
    {"refresh_token_idle_lifetime_seconds", &oauth::Settings::refresh_token_idle_lifetime, 60,
     365 * day},
    {"refresh_token_absolute_lifetime_seconds", &oauth::Settings::refresh_token_absolute_lifetime,
     60, 2 * 365 * day},
    {"session_idle_lifetime_seconds", &oauth::Settings::session_idle_lifetime, 300, 90 * day},
    {"session_absolute_lifetime_seconds", &oauth::Settings::session_absolute_lifetime, 300,
     365 * day},
}};

void read_brand_name(Fields& body, oauth::Settings& settings) {
  auto name = body.text("brand_name");
  if (!name)
    return;
  if (oauth::is_blank(*name) || character_count(*name) > max_brand_name_characters)
    body.faults.add("brand_name", "must be 1 to 60 characters long");
  else if (oauth::has_control_character(*name))
    body.faults.add("brand_name", "must not hold line breaks or other control characters");
  settings.brand_name = std::move(*name);
}

void read_lifetime(Fields& body, oauth::Settings& settings, const Lifetime& lifetime) {
  const auto seconds = body.integer(lifetime.field);
  if (!seconds)
    return;
  if (*seconds < lifetime.least || *seconds > lifetime.most)
    body.faults.add(lifetime.field,
                    fmt::format("must be from {} to {}", lifetime.least, lifetime.most));
  settings.*lifetime.member = std::chrono::seconds(*seconds);
}

// An idle end after the absolute one would never be reached.
void judge_order(Fields& body, const oauth::Settings& settings) {
  std::vector<FieldError> faults;
  if (settings.refresh_token_idle_lifetime > settings.refresh_token_absolute_lifetime)
    faults.push_back({.field = "refresh_token_idle_lifetime_seconds",
                      .message = "must not exceed refresh_token_absolute_lifetime_seconds"});
  if (settings.session_idle_lifetime > settings.session_absolute_lifetime)
    faults.push_back({.field = "session_idle_lifetime_seconds",
                      .message = "must not exceed session_absolute_lifetime_seconds"});
  body.faults.add_for_others(std::move(faults));
}

}  // namespace

json::object settings_json(const oauth::Settings& settings) {
  json::object object{{"rbac_enabled", settings.rbac_enabled}, {"brand_name", settings.brand_name}};
  for (const auto& lifetime : lifetimes)
    object[lifetime.field] = (settings.*lifetime.member).count();
  return object;
}

void read_settings(Fields& body, oauth::Settings& settings) {
  settings.rbac_enabled = body.boolean("rbac_enabled").value_or(settings.rbac_enabled);
  read_brand_name(body, settings);
  for (const auto& lifetime : lifetimes) read_lifetime(body, settings, lifetime);
  body.refuse_the_rest();
  judge_order(body, settings);
}

store::audit::Target settings_target(std::string_view org_id, const oauth::Settings& settings) {
  return {.type = "settings", .id = std::string(org_id), .name = settings.brand_name};
}

}  // namespace latchkey::api
