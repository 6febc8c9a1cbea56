// What the dearest steps of an answer cost by themselves, on one thread: prints times a second as
// JSON. Arguments: seconds for each, and a directory on the disk to measure.

#include <chrono>
#include <concepts>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <span>
#include <spdlog/fmt/fmt.h>
#include <sqlite3.h>
#include <stdexcept>
#include <string>

#include "crypto/password.hpp"
#include "crypto/signature.hpp"

namespace {

using namespace latchkey;
using Seconds = std::chrono::duration<double>;

// Until that time is over. Each must do its work, or the figure is none.
double times_per_second(Seconds limit, std::predicate auto work) {
  using Clock = std::chrono::steady_clock;
  const auto begin = Clock::now();
  double count = 0;
  Seconds passed{};
  do {
    if (!work())
      throw std::runtime_error("a step that is measured failed");
    ++count;
    passed = Clock::now() - begin;
  } while (passed < limit);
  return count / passed.count();
}

class Table {
 public:
  explicit Table(const std::filesystem::path& file) : database_(open(file)) {
    execute("PRAGMA journal_mode = WAL");
    execute("PRAGMA synchronous = FULL");
    execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, content TEXT NOT NULL)");
  }
  bool insert() {
    execute(insertion_.c_str());
    return true;
  }

 private:
  using Database = std::unique_ptr<sqlite3, decltype(&sqlite3_close)>;

  static Database open(const std::filesystem::path& file) {
    sqlite3* database = nullptr;
    if (sqlite3_open(file.c_str(), &database) != SQLITE_OK)
      throw std::runtime_error("the database cannot be opened");
    return {database, &sqlite3_close};
  }
  void execute(const char* sql) {
    if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
      throw std::runtime_error(sqlite3_errmsg(database_.get()));
  }

  Database database_;
  std::string insertion_ =
      "INSERT INTO rows (content) VALUES ('" + std::string(250, 'x') + "')";  // an audit event
};

void measure(Seconds limit, const std::filesystem::path& directory) {
  const std::string content(400, 'c');  // the header and claims of an access token
  const auto ec = crypto::SigningKey::generate(crypto::Algorithm::es256);
  const auto rsa = crypto::SigningKey::generate(crypto::Algorithm::rs256);
  const auto signature = ec.sign(content);
  const Secret password(std::string("correct horse battery staple"));
  const auto hash = crypto::hash_password(password);
  Table table(directory / "floor.db");
  fmt::print(
      R"({{"es256_sign":{},"rs256_sign":{},"es256_verify":{},"argon2id":{},"commit":{}}})"
      "\n",
      times_per_second(limit, [&] { return !ec.sign(content).empty(); }),
      times_per_second(limit, [&] { return !rsa.sign(content).empty(); }),
      times_per_second(limit, [&] { return ec.verification_key().verify(content, signature); }),
      times_per_second(limit, [&] { return crypto::verify_password(password, hash); }),
      times_per_second(limit, [&] { return table.insert(); }));
}

}  // namespace

int main(int count, char** words) {
  const std::span arguments(words, static_cast<std::size_t>(count));
  if (count != 3)
    return EXIT_FAILURE;
  measure(Seconds(std::stod(arguments[1])), arguments[2]);
}
