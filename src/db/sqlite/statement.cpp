#include "db/sqlite/statement.hpp"

#include <algorithm>
#include <charconv>
#include <spdlog/fmt/fmt.h>
#include <stdexcept>

#include "db/sqlite/error.hpp"

namespace latchkey::db::sqlite {

namespace {

class StatementRow final : public Row {
 public:
  explicit StatementRow(sqlite3_stmt* statement) : statement_(statement) {}

  [[nodiscard]] bool is_null(int column) const override {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
  }
  [[nodiscard]] std::int64_t integer(int column) const override {
    return sqlite3_column_int64(statement_, column);
  }
  [[nodiscard]] std::string_view text(int column) const override {
    const auto* bytes = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
    if (bytes == nullptr)
      return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
  }

 private:
  sqlite3_stmt* statement_;
};

int bind_one(sqlite3_stmt* statement, int index, const Value& value) {
  if (const auto* number = std::get_if<std::int64_t>(&value))
    return sqlite3_bind_int64(statement, index, *number);
  if (const auto* text = std::get_if<std::string_view>(&value))
    return sqlite3_bind_text64(statement, index, text->empty() ? "" : text->data(), text->size(),
                               SQLITE_STATIC, SQLITE_UTF8);
  return sqlite3_bind_null(statement, index);
}

}  // namespace

// Leaves the statement ready for its next run however this one ends.
class Statement::Run {
 public:
  explicit Run(Statement& statement) : statement_(statement) { statement.is_running_ = true; }
  ~Run() {
    sqlite3_reset(statement_.statement_.get());
    sqlite3_clear_bindings(statement_.statement_.get());
    statement_.is_running_ = false;
  }
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

 private:
  Statement& statement_;
};

Statement::Statement(sqlite3* connection, std::string_view sql, bool is_kept)
    : connection_(connection) {
  sqlite3_stmt* prepared = nullptr;
  const char* rest = nullptr;
  const int result = sqlite3_prepare_v3(connection, sql.data(), static_cast<int>(sql.size()),
                                        is_kept ? SQLITE_PREPARE_PERSISTENT : 0, &prepared, &rest);
  statement_.reset(prepared);
  if (result != SQLITE_OK)
    throw_error(connection, result, sql);
  const auto tail = sql.substr(static_cast<std::size_t>(rest - sql.data()));
  if (prepared == nullptr || tail.find_first_not_of(" \t\r\n;") != tail.npos)
    throw std::logic_error(fmt::format("not exactly one statement: {}", sql));
  number_parameters();
}

void Statement::number_parameters() {
  const int count = sqlite3_bind_parameter_count(statement_.get());
  for (int index = 1; index <= count; ++index) {
    const char* found = sqlite3_bind_parameter_name(statement_.get(), index);
    const std::string_view name = found == nullptr ? "" : found;
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(name.data() + std::min<std::size_t>(1, name.size()),
                                              name.data() + name.size(), number);
    if (!name.starts_with('$') || error != std::errc() || end != name.data() + name.size() ||
        number == 0 || number > static_cast<std::size_t>(count))
      refuse("placeholders must be $1, $2 ... without gaps");
    numbers_.push_back(number);
  }
  parameter_count_ = numbers_.size();
}

void Statement::refuse(std::string_view reason) const {
  throw std::logic_error(fmt::format("{}: {}", reason, sqlite3_sql(statement_.get())));
}

void Statement::bind(Transaction::Parameters parameters) {
  if (parameters.size() != parameter_count_)
    refuse(fmt::format("{} placeholders, {} parameters", parameter_count_, parameters.size()));
  for (std::size_t index = 0; index < numbers_.size(); ++index) {
    const int result =
        bind_one(statement_.get(), static_cast<int>(index) + 1, parameters[numbers_[index] - 1]);
    if (result != SQLITE_OK)
      throw_error(connection_, result, sqlite3_sql(statement_.get()));
  }
}

std::int64_t Statement::run(Transaction::Parameters parameters, const Transaction::OnRow& on_row) {
  const Run guard(*this);
  bind(parameters);
  const auto changed_before = sqlite3_total_changes64(connection_);
  const StatementRow row(statement_.get());
  int result = SQLITE_ROW;
  while ((result = sqlite3_step(statement_.get())) == SQLITE_ROW) on_row(row);
  if (result != SQLITE_DONE)
    throw_error(connection_, result, sqlite3_sql(statement_.get()));
  if (sqlite3_stmt_readonly(statement_.get()) != 0 ||
      sqlite3_total_changes64(connection_) == changed_before)
    return 0;
  return sqlite3_changes64(connection_);
}

}  // namespace latchkey::db::sqlite
