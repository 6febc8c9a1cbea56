#include "store/interactions.hpp"

#include "store/columns.hpp"

namespace latchkey::store::interactions {

namespace {

using Answer = oauth::Interaction::Answer;

constexpr std::string_view columns =
    "digest, browser_digest, query, created_at, expires_at, user_id, offered, answer, approved";

std::string_view name(Answer answer) {
  switch (answer) {
    case Answer::allowed:
      return "allowed";
    case Answer::denied:
      return "denied";
    case Answer::none:
      break;
  }
  return "none";
}

Answer answer_column(const db::Row& row, int column) {
  for (const auto answer : {Answer::allowed, Answer::denied})
    if (row.text(column) == name(answer))
      return answer;
  return Answer::none;
}

oauth::Interaction interaction_of(const db::Row& row) {
  return {.digest = text_column(row, 0),
          .browser_digest = text_column(row, 1),
          .query = text_column(row, 2),
          .created_at = time_column(row, 3),
          .expires_at = time_column(row, 4),
          .user_id = row.optional_text(5),
          .offered = scopes_column(row, 6),
          .answer = answer_column(row, 7),
          .approved = scopes_column(row, 8)};
}

}  // namespace

void insert(Transaction& tx, const oauth::Interaction& interaction) {
  tx.execute(
      "INSERT INTO interactions (digest, browser_digest, query, created_at, expires_at, user_id, "
      "offered, answer, approved) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      {interaction.digest, interaction.browser_digest, interaction.query,
       micros(interaction.created_at), micros(interaction.expires_at),
       db::optional_text(interaction.user_id), to_list(interaction.offered.values()),
       name(interaction.answer), to_list(interaction.approved.values())});
}

std::optional<oauth::Interaction> find(Transaction& tx, std::string_view digest, Time now) {
  static const std::string sql =
      "SELECT " + std::string(columns) + " FROM interactions WHERE digest = $1 AND expires_at > $2";
  return tx.one(sql, {digest, micros(now)}, interaction_of);
}

bool offer(Transaction& tx, std::string_view digest, std::string_view user_id,
           const oauth::ScopeSet& offered) {
  return tx.execute(
             "UPDATE interactions SET user_id = $2, offered = $3, answer = 'none', "
             "approved = '[]' WHERE digest = $1",
             {digest, user_id, to_list(offered.values())}) != 0;
}

bool answer(Transaction& tx, std::string_view digest, std::string_view user_id, Answer answer,
            const oauth::ScopeSet& approved) {
  return tx.execute(
             "UPDATE interactions SET answer = $3, approved = $4 "
             "WHERE digest = $1 AND user_id = $2 AND answer = 'none'",
             {digest, user_id, name(answer), to_list(approved.values())}) != 0;
}

std::optional<oauth::Interaction> consume(Transaction& tx, std::string_view digest, Time now) {
  static const std::string sql =
      "DELETE FROM interactions WHERE digest = $1 AND expires_at > $2 RETURNING " +
      std::string(columns);
  return tx.one(sql, {digest, micros(now)}, interaction_of);
}

}  // namespace latchkey::store::interactions
