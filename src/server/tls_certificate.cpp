#include "server/tls_certificate.hpp"

#include <optional>
#include <stdexcept>
#include <sys/stat.h>

#include "base/timestamp.hpp"

namespace latchkey::server {

namespace {

constexpr auto ticket_key_life = std::chrono::hours(24);
constexpr auto short_notice = std::chrono::days(14);

std::shared_ptr<const crypto::TlsContext> load_or_throw(const crypto::TlsFiles& files) {
  auto loaded = crypto::TlsContext::load(files);
  if (!loaded)
    throw std::runtime_error(loaded.error());
  return *std::move(loaded);
}

std::optional<std::string> date_fault(const crypto::CertificateFacts& facts, Time now) {
  if (now < facts.not_before)
    return "it is not valid before " + format_rfc3339(facts.not_before);
  if (now >= facts.not_after)
    return "it has expired at " + format_rfc3339(facts.not_after);
  return std::nullopt;
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ",") + name;
  return text;
}

}  // namespace

TlsCertificate::TlsCertificate(crypto::TlsFiles files, std::string host, const Clock& clock,
                               const Log& log)
    : files_(std::move(files)),
      host_(std::move(host)),
      clock_(clock),
      log_(log),
      loaded_(stamp()),
      seen_(loaded_),
      loaded_at_(clock.now()),
      credentials_(load_or_throw(files_)) {
  const auto context = credentials_.current();
  if (const auto fault = date_fault(context->facts(), loaded_at_))
    log_.error("certificate_not_valid",
               {{"file", files_.certificate.native()}, {"reason", *fault}});
  log_loaded();
}

void TlsCertificate::reload() {
  loaded_ = stamp();
  seen_ = loaded_;
  loaded_at_ = clock_.now();
  const auto context = crypto::TlsContext::load(files_);
  std::optional<std::string> fault;
  if (!context)
    fault = context.error();
  else
    fault = date_fault((*context)->facts(), loaded_at_);
  if (fault) {
    const std::string kept_until = format_rfc3339(credentials_.current()->facts().not_after);
    log_.error(
        "certificate_not_loaded",
        {{"file", files_.certificate.native()}, {"reason", *fault}, {"kept_until", kept_until}});
    return;
  }
  credentials_.replace(*context);
  log_loaded();
}

void TlsCertificate::check() {
  const Stamp now = stamp();
  const bool has_settled = now == seen_;
  seen_ = now;
  const bool is_changed = now != loaded_ && has_settled;
  if (is_changed || clock_.now() - loaded_at_ >= ticket_key_life)
    reload();
}

TlsCertificate::Stamp TlsCertificate::stamp() const {
  Stamp all{};
  auto part = all.begin();
  for (const auto& file : {files_.certificate, files_.key}) {
    struct stat status{};
    if (stat(file.c_str(), &status) != 0)
      status = {};
    *part++ = static_cast<std::int64_t>(status.st_ino);
    *part++ = status.st_size;
    *part++ = status.st_mtim.tv_sec;
    *part++ = status.st_mtim.tv_nsec;
  }
  return all;
}

void TlsCertificate::log_loaded() const {
  const auto context = credentials_.current();
  const crypto::CertificateFacts& facts = context->facts();
  const auto left = facts.not_after - clock_.now();
  const std::string names = joined(facts.names);
  const std::string not_after = format_rfc3339(facts.not_after);
  const std::string days_left = std::to_string(std::chrono::floor<std::chrono::days>(left).count());
  const Log::Fields fields = {{"file", files_.certificate.native()},
                              {"names", names},
                              {"not_after", not_after},
                              {"days_left", days_left}};
  log_.info("certificate_loaded", fields);
  if (left < short_notice)
    log_.warn("certificate_expires_soon", fields);
  if (!host_.empty() && !context->covers(host_))
    log_.warn("certificate_names_another_host", {{"names", names}, {"issuer_host", host_}});
}

}  // namespace latchkey::server
