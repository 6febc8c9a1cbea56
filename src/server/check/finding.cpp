#include "server/check/finding.hpp"

#include <algorithm>
#include <spdlog/fmt/fmt.h>

namespace latchkey::server {

namespace {

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace

std::string_view name(Severity severity) {
  switch (severity) {
    case Severity::ok:
      return "ok";
    case Severity::warning:
      return "warning";
    case Severity::error:
      return "error";
  }
  return "error";
}

void Findings::ok(std::string_view subject, std::string text) {
  all_.push_back({.subject = std::string(subject),
                  .severity = Severity::ok,
                  .text = std::move(text),
                  .advice = {}});
}

void Findings::warn(std::string_view subject, std::string text, std::string advice) {
  all_.push_back({.subject = std::string(subject),
                  .severity = Severity::warning,
                  .text = std::move(text),
                  .advice = std::move(advice)});
}

void Findings::fail(std::string_view subject, std::string text, std::string advice) {
  all_.push_back({.subject = std::string(subject),
                  .severity = Severity::error,
                  .text = std::move(text),
                  .advice = std::move(advice)});
}

std::size_t Findings::count(Severity severity) const {
  return static_cast<std::size_t>(std::ranges::count(all_, severity, &Finding::severity));
}

std::string Findings::text() const {
  std::string text;
  for (const auto& finding : all_) {
    text += fmt::format("{:<8} {:<14} {}\n", name(finding.severity), finding.subject, finding.text);
    if (!finding.advice.empty())
      text += fmt::format("{:24}{}\n", "", finding.advice);
  }
  return text + fmt::format("{}, {}\n", counted(count(Severity::error), "error"),
                            counted(count(Severity::warning), "warning"));
}

json::object Findings::as_json() const {
  json::array findings;
  for (const auto& finding : all_)
    findings.push_back(json::object{{"subject", finding.subject},
                                    {"severity", name(finding.severity)},
                                    {"text", finding.text},
                                    {"advice", finding.advice}});
  return {{"findings", std::move(findings)},
          {"errors", count(Severity::error)},
          {"warnings", count(Severity::warning)}};
}

}  // namespace latchkey::server
