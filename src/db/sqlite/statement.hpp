// One prepared SQLite statement, with the $1.. placeholders of the port.
#pragma once

#include <memory>
#include <sqlite3.h>
#include <vector>

#include "db/database.hpp"

namespace latchkey::db::sqlite {

// Used on its connection's thread only; destroyed before the connection is closed.
class Statement {
 public:
  // sql must be a single statement whose placeholders are $1..$n, each used at least once.
  Statement(sqlite3* connection, std::string_view sql, bool is_kept);

  // As Transaction::run.
  std::int64_t run(Transaction::Parameters parameters, const Transaction::OnRow& on_row);

  // True while run calls on_row: a statement cannot be run within itself.
  [[nodiscard]] bool is_running() const { return is_running_; }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  class Run;

  void number_parameters();
  void bind(Transaction::Parameters parameters);
  [[noreturn]] void refuse(std::string_view reason) const;

  sqlite3* connection_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
  std::vector<std::size_t> numbers_;  // SQLite's parameter i + 1 is $numbers_[i]
  std::size_t parameter_count_ = 0;
  bool is_running_ = false;
};

}  // namespace latchkey::db::sqlite
