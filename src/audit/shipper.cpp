#include "audit/shipper.hpp"

#include <algorithm>
#include <spdlog/fmt/fmt.h>
#include <stdexcept>

#include "base/thread_manners.hpp"
#include "store/audit_positions.hpp"

namespace latchkey::audit {

namespace {

constexpr std::chrono::milliseconds interval{500};
constexpr std::chrono::milliseconds first_wait{1'000};
constexpr std::chrono::milliseconds longest_wait{30'000};
constexpr std::int64_t events_at_once = 500;

}  // namespace

Shipper::Shipper(store::Store& store, const Log& log, std::unique_ptr<Sink> sink)
    : store_(store),
      log_(log),
      sink_(std::move(sink)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

Shipper::~Shipper() {
  thread_.request_stop();
  thread_.join();
}

void Shipper::run(const std::stop_token& stop) {
  name_thread("audit-shipping");
  auto wait = first_wait;
  while (!stop.stop_requested()) {
    bool has_more = false;
    try {
      has_more = ship_some();
    } catch (const std::exception& error) {
      report(error.what());
    }
    if (has_more)
      continue;
    wait = fault_ ? std::min(wait * 2, longest_wait) : first_wait;
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, stop, fault_ ? wait / 2 : interval, [] { return false; });
  }
}

// The sink is ahead of what the store knows where the server was killed in between.
void Shipper::start_from_last() {
  const auto last = sink_->find_last();
  auto position = store_.read_now([&](store::Transaction& tx) {
    const auto begin = store::audit::find_begin(tx, chain_).id;
    const auto kept = store::audit::find_position(tx, chain_, sink_->name()).value_or(begin);
    if (!last || store::audit::Chain::of_event(last->id) != chain_ || last->id <= kept)
      return kept;
    if (store::audit::find_hash(tx, last->id) != last->hash)
      throw std::runtime_error(
          fmt::format("event {} in it is not of this database; move the file away", last->id));
    return last->id;
  });
  position_ = position;
}

// The database may give this process another one after a lost connection.
void Shipper::change_chain(store::audit::Chain chain) {
  if (chain == chain_)
    return;
  chain_ = chain;
  position_.reset();
}

bool Shipper::ship_some() {
  change_chain(store_.read_now(store::audit::own_chain));
  if (!position_)
    start_from_last();
  const auto records = store_.read_now([&](store::Transaction& tx) {
    return store::audit::records_after(tx, *position_, events_at_once);
  });
  if (records.empty())
    return false;
  if (records.front().event.id != *position_ + 1)
    report_gap(records.front().event.id);
  const auto delivery = sink_->deliver(records);
  if (delivery.last_id > *position_) {
    store_.write_now([&](store::Transaction& tx) {
      store::audit::set_position(tx, sink_->name(), delivery.last_id);
    });
    position_ = delivery.last_id;
  }
  report(delivery.fault);
  return !delivery.fault && std::ssize(records) == events_at_once;
}

void Shipper::report(const std::optional<std::string>& fault) {
  if (fault && !fault_)
    log_.error("audit.shipping_failed", {{"sink", sink_->name()}, {"reason", *fault}});
  if (!fault && fault_)
    log_.info("audit.shipping_resumed", {{"sink", sink_->name()}});
  fault_ = fault;
}

void Shipper::report_gap(std::int64_t next_id) {
  log_.warn("audit.shipping_gap", {{"sink", sink_->name()},
                                   {"first_id", std::to_string(*position_ + 1)},
                                   {"last_id", std::to_string(next_id - 1)},
                                   {"reason", "archived before this sink got them"}});
}

}  // namespace latchkey::audit
