#include "store/server_secrets.hpp"

#include <span>

#include "store/columns.hpp"

namespace latchkey::store::server_secrets {

namespace {

Secret make_key(Random& random) {
  std::string bytes(32, '\0');
  random.fill(std::as_writable_bytes(std::span(bytes)));
  return Secret(std::move(bytes));
}

}  // namespace

Secret find_or_create(Transaction& tx, std::string_view name, const crypto::SealingKey& sealing_key,
                      Random& random) {
  const auto context = sealed_boxes::server_secret_context(name);
  tx.execute("INSERT INTO server_secrets (name, box) VALUES ($1, $2) ON CONFLICT DO NOTHING",
             {name, sealing_key.seal(make_key(random), context, random)});
  const auto box = tx.one("SELECT box FROM server_secrets WHERE name = $1", {name},
                          [](const db::Row& row) { return text_column(row, 0); });
  auto opened = sealing_key.open(box.value(), context);
  if (!opened)
    throw SealingKeyMismatch(name, opened.error());
  return *std::move(opened);
}

}  // namespace latchkey::store::server_secrets
