#include "store/sealed_boxes.hpp"

#include <vector>

namespace latchkey::store::sealed_boxes {

namespace {

struct Box {
  std::string name;  // in words: "signing key KID"
  std::string row;
  std::string content;
  std::string context;
  std::string_view update;  // $1: the row, $2: its new content
};

std::vector<Box> all(db::Transaction& tx) {
  auto boxes = tx.all("SELECT kid, private_key FROM signing_keys", {}, [](const db::Row& row) {
    const std::string kid(row.text(0));
    return Box{.name = "signing key " + kid,
               .row = kid,
               .content = std::string(row.text(1)),
               .context = signing_key_context(kid),
               .update = "UPDATE signing_keys SET private_key = $2 WHERE kid = $1"};
  });
  tx.run("SELECT name, box FROM server_secrets", {}, [&](const db::Row& row) {
    const std::string name(row.text(0));
    boxes.push_back({.name = name,
                     .row = name,
                     .content = std::string(row.text(1)),
                     .context = server_secret_context(name),
                     .update = "UPDATE server_secrets SET box = $2 WHERE name = $1"});
  });
  return boxes;
}

Secret opened(const Box& box, const crypto::SealingKey& key) {
  auto plain = key.open(box.content, box.context);
  if (!plain)
    throw SealingKeyMismatch(box.name, plain.error());
  return *std::move(plain);
}

}  // namespace

std::string signing_key_context(std::string_view kid) {
  return "signing-key:" + std::string(kid);
}

std::string server_secret_context(std::string_view name) {
  return "server-secret:" + std::string(name);
}

bool exist(db::Transaction& tx) {
  return !all(tx).empty();
}

void require_fit(db::Transaction& tx, const crypto::SealingKey& key) {
  for (const auto& box : all(tx)) opened(box, key);
}

std::size_t reseal(db::Transaction& tx, const crypto::SealingKey& from,
                   const crypto::SealingKey& to, Random& random) {
  const auto boxes = all(tx);
  for (const auto& box : boxes) {
    const auto sealed = to.seal(opened(box, from), box.context, random);
    tx.execute(box.update, {box.row, sealed});
  }
  return boxes.size();
}

}  // namespace latchkey::store::sealed_boxes
