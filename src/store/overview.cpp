#include "store/overview.hpp"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "store/columns.hpp"

namespace latchkey::store::overview {

namespace {

StatusCounts count_by_status(Transaction& tx, std::string_view sql, std::string_view org_id) {
  StatusCounts counts;
  tx.run(sql, std::array{db::Value(org_id)}, [&counts](const db::Row& row) {
    const bool is_active = row.text(0) == oauth::name(oauth::Status::active);
    (is_active ? counts.active : counts.disabled) += row.integer(1);
  });
  return counts;
}

std::int64_t number(const db::Row& row) {
  return row.integer(0);
}

ClientUse client_use_of(const db::Row& row) {
  return {.id = text_column(row, 0),
          .name = text_column(row, 1),
          .created_at = time_column(row, 2),
          .last_used_at = optional_time_column(row, 3),
          .has_inactive_acting_user = flag_column(row, 4),
          .secrets = {}};
}

void add_secrets(Transaction& tx, std::string_view org_id, std::vector<ClientUse>& clients) {
  std::unordered_map<std::string_view, ClientUse*> by_id;
  for (auto& client : clients) by_id.emplace(client.id, &client);
  const auto take = [&by_id](const db::Row& row) {
    const auto found = by_id.find(row.text(0));
    if (found == by_id.end())
      return;
    ClientUse& client = *found->second;
    client.secrets.push_back(
        {.created_at = time_column(row, 1), .last_used_at = optional_time_column(row, 2)});
    client.last_used_at = std::max(client.last_used_at, client.secrets.back().last_used_at);
  };
  tx.run(
      "SELECT client_id, client_secrets.created_at, last_used_at FROM client_secrets "
      "JOIN clients ON clients.id = client_id WHERE org_id = $1",
      std::array{db::Value(org_id)}, take);
}

}  // namespace

StatusCounts count_clients(Transaction& tx, std::string_view org_id) {
  return count_by_status(
      tx, "SELECT status, count(*) FROM clients WHERE org_id = $1 GROUP BY status", org_id);
}

StatusCounts count_users(Transaction& tx, std::string_view org_id) {
  return count_by_status(tx, "SELECT status, count(*) FROM users WHERE org_id = $1 GROUP BY status",
                         org_id);
}

std::int64_t count_roles(Transaction& tx, std::string_view org_id) {
  return tx.one("SELECT count(*) FROM roles WHERE org_id = $1", {org_id}, number).value();
}

std::int64_t count_live_grants(Transaction& tx, std::string_view org_id, Time now) {
  return tx
      .one(
          "SELECT count(*) FROM grants "
          "WHERE org_id = $1 AND revoked_at IS NULL AND expires_at > $2",
          {org_id, micros(now)}, number)
      .value();
}

std::int64_t count_all_live_grants(Transaction& tx, Time now) {
  return tx
      .one("SELECT count(*) FROM grants WHERE revoked_at IS NULL AND expires_at > $1",
           {micros(now)}, number)
      .value();
}

std::vector<ClientUse> active_clients(Transaction& tx, std::string_view org_id) {
  auto clients = tx.all(
      "SELECT clients.id, name, clients.created_at, last_used_at, "
      "CASE WHEN acting_user_id <> '' AND (users.status IS NULL OR users.status <> $2) "
      "THEN 1 ELSE 0 END FROM clients "
      "LEFT JOIN client_activity ON client_id = clients.id "
      "LEFT JOIN users ON users.id = acting_user_id AND users.org_id = clients.org_id "
      "WHERE clients.org_id = $1 AND clients.status = $2",
      {org_id, name(oauth::Status::active)}, client_use_of);
  add_secrets(tx, org_id, clients);
  return clients;
}

}  // namespace latchkey::store::overview
