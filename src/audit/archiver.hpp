// Moves audit events that are due from the table to archive files.
#pragma once

#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

#include "audit/retention.hpp"
#include "base/log.hpp"
#include "store/audit_archives.hpp"
#include "store/audit_chain.hpp"

namespace latchkey::audit {

// Used by one thread. An event is removed from the table only after its archive is durable and the
// store tells of it; where anything ends in between, the next run goes on from there. A fault (a
// full disk, an altered event) is logged and leaves the events in the table.
class Archiver {
 public:
  struct Options {
    std::filesystem::path directory;
    Retention retention;
    std::vector<std::string> sinks = {};  // places that must have got an event before it goes
    std::int64_t events_a_file = 50'000;
  };
  // store and log outlive it.
  Archiver(store::Store& store, const Log& log, Options options);

  // Until nothing is due, in steps that hold up no request.
  void run(const std::stop_token& stop);

  // The steps of run, for tests of what is between them. write: an archive of the next events, not
  // yet told of; nothing when none are due.
  std::optional<store::audit::Archive> write();
  void record(const store::audit::Archive& archive);
  void remove_archived(const std::stop_token& stop);

 private:
  struct Due {
    store::audit::Link begin;
    std::int64_t last_id;
    std::int64_t handed_on;  // what is after it must stay
  };
  Due find_due();
  std::optional<store::audit::Archive> take_over(const store::audit::Link& begin);
  void put_aside(const std::string& file);

  store::Store& store_;
  const Log& log_;
  Options options_;
  std::string last_fault_;
};

}  // namespace latchkey::audit
