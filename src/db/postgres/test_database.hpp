// A PostgreSQL database of a test's own, on the server that LATCHKEY_TEST_POSTGRES names
// (tests/harness/postgres starts one).
#pragma once

#include <atomic>
#include <cstdlib>
#include <spdlog/fmt/fmt.h>
#include <stdexcept>
#include <string>
#include <unistd.h>

#include "db/postgres.hpp"
#include "db/postgres/connection.hpp"

namespace latchkey::db::postgres {

// Whether the tests that run on either database shall run on this one.
inline bool is_tested() {
  const char* chosen = std::getenv("LATCHKEY_TEST_DATABASE");  // NOLINT(concurrency-mt-unsafe)
  return chosen != nullptr && std::string_view(chosen) == "postgresql";
}

class TemporaryDatabase {
 public:
  // A copy of another one that nobody is connected to; by default empty.
  explicit TemporaryDatabase(const std::string& original = "template0")
      : name_(fmt::format("test_{}_{}", ::getpid(), ++count())) {
    run(fmt::format("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name_, original));
  }
  ~TemporaryDatabase() { run(fmt::format("DROP DATABASE {} WITH (FORCE)", name_)); }
  TemporaryDatabase(const TemporaryDatabase&) = delete;
  TemporaryDatabase& operator=(const TemporaryDatabase&) = delete;

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::string url() const { return server_url() + "&dbname=" + name_; }

  // On a connection to the server's own database, outside any transaction.
  static void run(const std::string& sql) {
    Connection connection({.url = server_url(), .answer_timeout = {}});
    connection.command(sql);
    connection.settle();
  }

 private:
  static std::string server_url() {
    const char* url = std::getenv("LATCHKEY_TEST_POSTGRES");  // NOLINT(concurrency-mt-unsafe)
    if (url == nullptr)
      throw std::runtime_error(
          "set LATCHKEY_TEST_POSTGRES to what `tests/harness/postgres start DIRECTORY` prints");
    return url;
  }
  static std::atomic<int>& count() {
    static std::atomic<int> made = 0;
    return made;
  }

  std::string name_;
};

}  // namespace latchkey::db::postgres
