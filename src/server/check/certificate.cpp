#include <spdlog/fmt/fmt.h>

#include "base/timestamp.hpp"
#include "crypto/tls_context.hpp"
#include "server/check/checks.hpp"

namespace latchkey::server {

namespace {

constexpr std::string_view subject = "certificate";
constexpr auto short_notice = std::chrono::days(14);
constexpr std::string_view renew =
    "Renew it and replace both files; the server takes them without a restart.";

void check_dates(const crypto::CertificateFacts& facts, Time now, Findings& findings) {
  const std::string end = format_rfc3339(facts.not_after);
  if (now < facts.not_before)
    findings.fail(subject,
                  fmt::format("it is not valid before {}", format_rfc3339(facts.not_before)),
                  "Wait, or correct this machine's clock.");
  else if (now >= facts.not_after)
    findings.fail(subject, fmt::format("it has expired at {}", end), std::string(renew));
  else if (facts.not_after - now < short_notice)
    findings.warn(subject, fmt::format("it expires at {}", end), std::string(renew));
  else
    findings.ok(subject, fmt::format("it is valid until {}", end));
}

}  // namespace

void check_certificate(const Configuration& configuration, Time now, Findings& findings) {
  if (!configuration.tls)
    return;
  const auto context = crypto::TlsContext::load(*configuration.tls);
  if (!context)
    return findings.fail(subject, context.error(),
                         "Give the chain and its key as PEM files; until then the server cannot "
                         "start.");
  const crypto::CertificateFacts& facts = (*context)->facts();
  check_dates(facts, now, findings);
  const std::string host = issuer_host(configuration);
  if (host.empty() || (*context)->covers(host))
    return;
  findings.fail(subject,
                fmt::format("it is for {}, not for {}", fmt::join(facts.names, ", "), host),
                "Clients will refuse it: use one that names the issuer's host.");
}

}  // namespace latchkey::server
