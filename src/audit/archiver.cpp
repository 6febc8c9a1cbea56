#include "audit/archiver.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <spdlog/fmt/fmt.h>
#include <stdexcept>

#include "audit/archive_name.hpp"
#include "audit/archive_reader.hpp"
#include "audit/archive_writer.hpp"
#include "store/activity.hpp"
#include "store/audit_chain.hpp"
#include "store/audit_positions.hpp"

namespace latchkey::audit {

namespace {

using store::audit::Archive;

constexpr std::int64_t rows_a_step = 1'000;

std::vector<std::string> archives_after(const std::filesystem::path& directory,
                                        std::int64_t event_id) {
  std::vector<std::string> names;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(directory, error), end; !error && entry != end;
       entry.increment(error)) {
    auto name = entry->path().filename().string();
    const auto first_id = first_id_of(name).value_or(0);
    if (first_id > event_id && first_id < store::audit::Chain::of_event(event_id).end())
      names.push_back(std::move(name));
  }
  std::ranges::sort(names);
  return names;
}

// The event that the chain has of the archiving: who finds the archive altered finds here what it
// was.
store::audit::Event event_of(const Archive& archive, std::string org_id, Time now) {
  store::audit::Event event;
  event.time = now;
  event.org_id = std::move(org_id);
  event.actor = {.id = "system", .name = "system"};
  event.action = "audit.archived";
  event.target = {.type = "audit_archive", .id = archive.file, .name = archive.file};
  event.details = json::serialize(json::object{
      {"first_id", archive.first_id}, {"last_id", archive.last_id}, {"sha256", archive.sha256}});
  return event;
}

}  // namespace

Archiver::Archiver(store::Store& store, const Log& log, Options options)
    : store_(store), log_(log), options_(std::move(options)) {}

void Archiver::run(const std::stop_token& stop) {
  try {
    remove_archived(stop);
    while (!stop.stop_requested()) {
      const auto archive = write();
      if (!archive)
        break;
      record(*archive);
      log_.info("audit.archived",
                {{"file", archive->file}, {"events", std::to_string(archive->count())}});
      remove_archived(stop);
    }
    last_fault_.clear();
  } catch (const std::exception& error) {
    // Tried again with each run: said again only when it becomes another.
    if (last_fault_ != error.what())
      log_.error("audit.archive_failed",
                 {{"reason", error.what()}, {"events", "stay in the database"}});
    last_fault_ = error.what();
  }
}

std::optional<Archive> Archiver::write() {
  const auto due = find_due();
  if (due.last_id <= due.begin.id)
    return std::nullopt;
  if (auto left = take_over(due.begin))
    return left->last_id <= due.handed_on ? left : std::nullopt;
  ArchiveWriter writer(due.begin);
  store::audit::ChainWalk walk(due.begin);
  while (walk.last().id < due.last_id) {
    const auto limit = std::min(rows_a_step, due.last_id - walk.last().id);
    const auto records = store_.read_now([&](store::Transaction& tx) {
      return store::audit::records_after(tx, walk.last().id, limit);
    });
    if (records.empty())
      throw std::runtime_error(fmt::format("event {} is missing", walk.last().id + 1));
    for (const auto& record : records) {
      if (auto fault = walk.step(record))
        throw std::runtime_error(fault->reason);
      writer.add(record);
    }
  }
  return writer.write(options_.directory, store_.clock().now());
}

void Archiver::record(const Archive& archive) {
  const auto event = event_of(archive, store_.snapshot()->default_org_id, store_.clock().now());
  store_.write_now([&](store::Transaction& tx) {
    store::audit::insert_archive(tx, archive);
    store::audit::append(tx, event);
  });
}

void Archiver::remove_archived(const std::stop_token& stop) {
  std::int64_t removed = 0;
  do {
    removed = store_.write_now(
        [](store::Transaction& tx) { return store::audit::remove_archived(tx, rows_a_step); });
  } while (removed == rows_a_step && !stop.stop_requested());
}

// Where something outside or the counting is behind, what is due waits for it.
Archiver::Due Archiver::find_due() {
  return store_.read_now([&](store::Transaction& tx) {
    const auto chain = store::audit::own_chain(tx);
    auto begin = store::audit::find_begin(tx, chain);
    auto last_id = std::min(last_due(tx, options_.retention, store_.clock().now()),
                            begin.id + options_.events_a_file);
    auto handed_on = store::activity::counted_up_to(tx, chain);
    for (const auto& sink : options_.sinks)
      handed_on =
          std::min(handed_on, store::audit::find_position(tx, chain, sink).value_or(begin.id));
    return Due{.begin = begin,
               .last_id = handed_on < last_id ? begin.id : last_id,
               .handed_on = handed_on};
  });
}

// What an earlier run wrote and could not record becomes the next archive, where it holds what the
// table holds. What does not, as after the restoration of a backup, is kept under another name.
std::optional<Archive> Archiver::take_over(const store::audit::Link& begin) {
  for (const auto& file : archives_after(options_.directory, begin.id)) {
    if (auto archive = inspect_archive(options_.directory, file, begin, store_.clock().now())) {
      const auto hash = store_.read_now(
          [&](store::Transaction& tx) { return store::audit::find_hash(tx, archive->last_id); });
      if (hash == archive->last_hash) {
        write_manifest(options_.directory, *archive);
        return archive;
      }
    }
    put_aside(file);
  }
  return std::nullopt;
}

void Archiver::put_aside(const std::string& file) {
  const auto path = options_.directory / file;
  auto aside = path;
  for (int number = 1; std::filesystem::exists(aside); ++number)
    aside = path.string() + ".unrecorded-" + std::to_string(number);
  std::filesystem::rename(path, aside);
  const auto manifest = options_.directory / manifest_name(file);
  if (std::filesystem::exists(manifest))
    std::filesystem::rename(manifest, aside.string() + ".json");
  log_.warn("audit.archive_put_aside",
            {{"file", file},
             {"now", aside.filename().string()},
             {"reason", "the database does not tell of it and holds other events"}});
}

}  // namespace latchkey::audit
