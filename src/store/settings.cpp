#include "store/settings.hpp"

#include <array>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "base/json.hpp"
#include "store/columns.hpp"
#include "store/touched.hpp"

namespace latchkey::store::settings {

namespace {

struct Lifetime {
  std::string_view name;
  std::chrono::seconds oauth::Settings::* member;
};
constexpr std::array lifetimes{
    Lifetime{"access_token_lifetime", &oauth::Settings::access_token_lifetime},
    Lifetime{"id_token_lifetime", &oauth::Settings::id_token_lifetime},
    Lifetime{"authorization_code_lifetime", &oauth::Settings::authorization_code_lifetime},
    Lifetime{"refresh_token_idle_lifetime", &oauth::Settings::refresh_token_idle_lifetime},
    Lifetime{"refresh_token_absolute_lifetime", &oauth::Settings::refresh_token_absolute_lifetime},
    Lifetime{"session_idle_lifetime", &oauth::Settings::session_idle_lifetime},
    Lifetime{"session_absolute_lifetime", &oauth::Settings::session_absolute_lifetime}};

std::string content_of(const oauth::Settings& settings) {
  json::object content{{"rbac_enabled", settings.rbac_enabled},
                       {"brand_name", settings.brand_name}};
  for (const auto& [name, member] : lifetimes) content[name] = (settings.*member).count();
  return json::serialize(content);
}

// What is not there, as a setting that is newer than the row, keeps its default.
oauth::Settings settings_of(std::string_view text) {
  oauth::Settings settings;
  const auto value = json::parse(text);
  const auto& content = value.as_object();
  if (const auto* found = content.if_contains("rbac_enabled"))
    settings.rbac_enabled = found->as_bool();
  if (const auto* found = content.if_contains("brand_name"))
    settings.brand_name = found->as_string();
  for (const auto& [name, member] : lifetimes)
    if (const auto* found = content.if_contains(name))
      settings.*member = std::chrono::seconds(found->as_int64());
  return settings;
}

}  // namespace

oauth::Settings find(Transaction& tx, std::string_view org_id) {
  const auto found = tx.one("SELECT content FROM settings WHERE org_id = $1", {org_id},
                            [](const db::Row& row) { return settings_of(row.text(0)); });
  return found.value_or(oauth::Settings());
}

void update(Transaction& tx, std::string_view org_id, const oauth::Settings& settings) {
  tx.execute(
      "INSERT INTO settings (org_id, content) VALUES ($1, $2) "
      "ON CONFLICT (org_id) DO UPDATE SET content = excluded.content",
      {org_id, content_of(settings)});
  tx.touch(touched_settings);
}

std::vector<std::pair<std::string, oauth::Settings>> all(Transaction& tx) {
  return tx.all("SELECT org_id, content FROM settings", {}, [](const db::Row& row) {
    return std::pair(text_column(row, 0), settings_of(row.text(1)));
  });
}

}  // namespace latchkey::store::settings
