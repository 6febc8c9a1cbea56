#include "recovery/sealing_key.hpp"

#include <cerrno>
#include <spdlog/fmt/fmt.h>
#include <stdexcept>
#include <unistd.h>

#include "base/file.hpp"
#include "base/timestamp.hpp"
#include "recovery/store_files.hpp"
#include "store/audit.hpp"
#include "store/organizations.hpp"
#include "store/sealed_boxes.hpp"

namespace latchkey::recovery {

namespace fs = std::filesystem;

namespace {

template <class Value>
Value value_or_throw(std::expected<Value, std::string> result) {
  if (!result)
    throw std::runtime_error(result.error());
  return *std::move(result);
}

void require(bool succeeded, std::string_view what, const fs::path& file) {
  if (!succeeded)
    throw std::runtime_error(
        fmt::format("cannot {} {}: {}", what, file.string(), error_text(errno)));
}

bool has_boxes(db::Database& database) {
  return database.read_now(store::sealed_boxes::exist);
}

bool fits(db::Database& database, const crypto::SealingKey& key) {
  return database.read_now([&](db::Transaction& tx) {
    try {
      store::sealed_boxes::require_fit(tx, key);
      return true;
    } catch (const store::SealingKeyMismatch&) {
      return false;
    }
  });
}

crypto::SealingKey create(const fs::path& file, Random& random) {
  const auto key = crypto::SealingKey::generate(random);
  if (const auto saved = key.save(file, random); !saved && !fs::exists(file))
    throw std::runtime_error(saved.error());
  return value_or_throw(crypto::SealingKey::load(file));
}

// The next key's file becomes the key file; what that was keeps a name of its own.
fs::path swap(const fs::path& file, Time now, const std::function<void()>& former_is_kept) {
  auto former = file;
  former += fmt::format(".until-{}", format_rfc3339(std::chrono::floor<std::chrono::seconds>(now)));
  const bool is_kept =
      ::link(file.c_str(), former.c_str()) == 0 || errno == EEXIST || errno == ENOENT;
  require(is_kept, "keep the former key as", former);
  require(sync_directory_of(file), "sync the directory of", file);
  former_is_kept();
  require(::rename(next_key_file(file).c_str(), file.c_str()) == 0, "replace", file);
  require(sync_directory_of(file), "sync the directory of", file);
  return former;
}

// A change had begun: what fits tells whether its transaction was committed.
crypto::SealingKey settle_change(const fs::path& file, db::Database& database) {
  const auto next_file = next_key_file(file);
  auto next = value_or_throw(crypto::SealingKey::load(next_file));
  if (has_boxes(database) && fits(database, next)) {
    swap(file, SystemClock().now(), [] {});
    return next;
  }
  auto current = value_or_throw(crypto::SealingKey::load(file));
  if (!fits(database, current))
    throw std::runtime_error(
        fmt::format("the sealing key does not fit this store: neither {} nor {}", file.string(),
                    next_file.string()));
  require(::unlink(next_file.c_str()) == 0 && sync_directory_of(file), "remove", next_file);
  return current;
}

void append_event(db::Transaction& tx, Time now) {
  store::audit::Event event;
  event.time = now;
  event.org_id = store::organizations::default_id(tx);
  event.actor = {.id = "local-administrator", .name = "local administrator"};
  event.action = "sealing_key.changed";
  event.target = {.type = "sealing_key", .id = "", .name = ""};
  store::audit::append(tx, std::move(event));
}

}  // namespace

crypto::SealingKey open_sealing_key(const KeySource& source, db::Database& database,
                                    Random& random) {
  const auto open = [&] {
    if (source.key)
      return *source.key;
    if (fs::exists(next_key_file(source.file)))
      return settle_change(source.file, database);
    if (!fs::exists(fs::symlink_status(source.file))) {
      if (has_boxes(database))
        throw std::runtime_error(fmt::format(
            "{} is not there, but the store was made with a key: put it back from where "
            "it is kept, or say where it is by --key-file",
            source.name));
      return create(source.file, random);
    }
    return value_or_throw(crypto::SealingKey::load(source.file));
  };
  auto key = open();
  database.read_now([&](db::Transaction& tx) { store::sealed_boxes::require_fit(tx, key); });
  return key;
}

KeyChange change_sealing_key(const KeySource& source, const crypto::SealingKey& next,
                             db::Database& database, const Clock& clock, Random& random,
                             const std::function<void(KeyChangeStep)>& at_step) {
  const auto reached = [&](KeyChangeStep step) {
    if (at_step)
      at_step(step);
  };
  if (!has_boxes(database))
    throw std::runtime_error("nothing is sealed in this store yet: start the server once");
  const auto current = open_sealing_key(source, database, random);
  const Time now = clock.now();
  reached(KeyChangeStep::started);
  if (!source.key) {
    if (const auto saved = next.save(next_key_file(source.file), random); !saved)
      throw std::runtime_error(saved.error());
    reached(KeyChangeStep::written);
  }
  KeyChange change;
  change.resealed = database.write_now([&](db::Transaction& tx) {
    append_event(tx, now);
    return store::sealed_boxes::reseal(tx, current, next, random);
  });
  reached(KeyChangeStep::resealed);
  if (!source.key)
    change.former = swap(source.file, now, [&] { reached(KeyChangeStep::former_kept); });
  reached(KeyChangeStep::done);
  return change;
}

}  // namespace latchkey::recovery
