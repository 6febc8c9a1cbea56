// A store with audit events and a directory for their archives, for tests.
#pragma once

#include <condition_variable>
#include <fstream>
#include <gtest/gtest.h>
#include <mutex>
#include <sstream>
#include <string>
#include <vector>

#include "audit/archiver.hpp"
#include "audit/export.hpp"
#include "audit/verify.hpp"
#include "store/activity.hpp"
#include "store/store_fixture.hpp"

namespace latchkey::audit {

using store::Transaction;
using store::audit::Archive;

class AuditFilesTest : public store::StoreTest {
 protected:
  void append(int count, const std::string& action = "token.issued") {
    write([&](Transaction& tx) {
      for (int i = 0; i < count; ++i) {
        store::audit::Event event;
        event.time = now();
        event.org_id = org_id();
        event.actor = {.id = "usr_a", .name = "ada@example.com"};
        event.action = action;
        event.target = {.type = "token", .id = "tok_" + std::to_string(i), .name = "\"größer\"\n"};
        event.details = R"({"scope":"openid","n":1})";
        store::audit::append(tx, std::move(event));
      }
    });
    count_all();
  }
  void count_all() {
    for (;;) {
      const auto sums =
          read([](Transaction& tx) { return store::activity::sum_events(tx, 100'000); });
      if (sums.events() == 0)
        return;
      write([&](Transaction& tx) { store::activity::add(tx, sums); });
    }
  }

  [[nodiscard]] std::filesystem::path archives() const { return directory.path() / "audit"; }
  Archiver archiver(const Retention& retention, std::int64_t events_a_file = 1'000,
                    std::vector<std::string> sinks = {}) {
    return {store(),
            log_,
            {.directory = archives(),
             .retention = retention,
             .sinks = std::move(sinks),
             .events_a_file = events_a_file}};
  }
  void archive(const Retention& retention, std::int64_t events_a_file = 1'000) {
    archiver(retention, events_a_file).run({});
  }
  [[nodiscard]] std::string logged() {
    const std::lock_guard lock(log_mutex_);
    return logged_;
  }
  bool wait_for_log(std::string_view part) {
    std::unique_lock lock(log_mutex_);
    return log_grew_.wait_for(lock, std::chrono::seconds(60),
                              [&] { return logged_.contains(part); });
  }

  std::vector<Archive> recorded() {
    return read([](Transaction& tx) { return store::audit::archives(tx); });
  }
  // The ids of all events, wherever they are.
  std::vector<std::int64_t> all_ids(const store::audit::Filter& filter = {},
                                    bool with_archives = true) {
    std::vector<std::int64_t> ids;
    const auto fault =
        for_each_event(*database, archives(), with_archives, filter,
                       [&](const store::audit::Record& record) { ids.push_back(record.event.id); });
    EXPECT_FALSE(fault) << fault->reason;
    return ids;
  }
  std::int64_t rows() {
    return read([](Transaction& tx) {
      return tx
          .one("SELECT count(*) FROM audit_events", {},
               [](const db::Row& row) { return row.integer(0); })
          .value();
    });
  }
  std::int64_t newest() {
    return read([](Transaction& tx) {
      return store::audit::find_head(tx, store::audit::own_chain(tx)).value().id;
    });
  }
  // "whole", or what is wrong.
  std::string verified(std::int64_t from_id = 1) {
    const auto verification =
        verify(*database, archives(), from_id, [](std::int64_t, std::int64_t) {});
    return verification ? "whole" : verification.error().reason;
  }
  void tamper(std::string_view sql) {
    write([&](Transaction& tx) { EXPECT_EQ(tx.execute(sql), 1); });
  }

  static std::string content_of(const std::filesystem::path& path) {
    std::ostringstream content;
    content << std::ifstream(path, std::ios::binary).rdbuf();
    return std::move(content).str();
  }
  static void overwrite(const std::filesystem::path& path, std::string_view content) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << content;
  }

  std::mutex log_mutex_;
  std::condition_variable log_grew_;
  std::string logged_;
  Log log_{LogFormat::logfmt, LogLevel::info, [this](std::string_view line) {
             const std::lock_guard lock(log_mutex_);
             logged_.append(line).append("\n");
             log_grew_.notify_all();
           }};
};

inline std::vector<std::int64_t> up_to(std::int64_t last) {
  std::vector<std::int64_t> ids;
  for (std::int64_t id = 1; id <= last; ++id) ids.push_back(id);
  return ids;
}

}  // namespace latchkey::audit
