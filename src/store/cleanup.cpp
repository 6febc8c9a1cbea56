#include "store/cleanup.hpp"

#include "store/columns.hpp"
#include "store/retention.hpp"
#include "store/touched.hpp"

namespace latchkey::store::cleanup {

namespace {

// Grants go after what refers to them.
std::int64_t remove_grants(Transaction& tx, Time now, std::int64_t limit) {
  const auto codes = tx.execute(
      "DELETE FROM authorization_codes WHERE digest IN "
      "(SELECT digest FROM grants JOIN authorization_codes ON grant_id = grants.id "
      "WHERE remove_at < $1 LIMIT $2)",
      {micros(now), limit});
  const auto tokens = tx.execute(
      "DELETE FROM refresh_tokens WHERE digest IN "
      "(SELECT digest FROM grants JOIN refresh_tokens ON grant_id = grants.id "
      "WHERE remove_at < $1 LIMIT $2)",
      {micros(now), limit});
  const auto grants = tx.execute(
      "DELETE FROM grants WHERE id IN (SELECT id FROM grants WHERE remove_at < $1 "
      "AND NOT EXISTS (SELECT 1 FROM authorization_codes WHERE grant_id = grants.id) "
      "AND NOT EXISTS (SELECT 1 FROM refresh_tokens WHERE grant_id = grants.id) LIMIT $2)",
      {micros(now), limit});
  return codes + tokens + grants;
}

std::int64_t remove_revocations(Transaction& tx, Time now, std::int64_t limit) {
  const auto removed = tx.execute(
      "DELETE FROM access_revocations WHERE number IN "
      "(SELECT number FROM access_revocations WHERE expires_at < $1 LIMIT $2)",
      {micros(now), limit});
  if (removed != 0)
    tx.touch(touched_expired);
  return removed;
}

}  // namespace

std::int64_t remove_expired(Transaction& tx, Time now, std::int64_t limit) {
  auto removed = tx.execute(
      "DELETE FROM authorization_codes WHERE digest IN "
      "(SELECT digest FROM authorization_codes WHERE expires_at < $1 LIMIT $2)",
      {micros(now - retention), limit});
  removed += tx.execute(
      "DELETE FROM refresh_tokens WHERE digest IN "
      "(SELECT digest FROM refresh_tokens WHERE expires_at < $1 LIMIT $2)",
      {micros(now), limit});
  removed += remove_grants(tx, now, limit);
  removed += tx.execute(
      "DELETE FROM sessions WHERE id IN "
      "(SELECT id FROM sessions WHERE expires_at < $1 LIMIT $2)",
      {micros(now), limit});
  removed += tx.execute(
      "DELETE FROM interactions WHERE digest IN "
      "(SELECT digest FROM interactions WHERE expires_at < $1 LIMIT $2)",
      {micros(now), limit});
  removed += tx.execute(
      "DELETE FROM hourly_activity WHERE (org_id, hour, kind) IN "
      "(SELECT org_id, hour, kind FROM hourly_activity WHERE hour < $1 LIMIT $2)",
      {micros(now - activity_retention), limit});
  removed += remove_revocations(tx, now, limit);
  return removed;
}

}  // namespace latchkey::store::cleanup
