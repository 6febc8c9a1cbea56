// What the library for APIs adds to a verification, on one thread: prints times a second of
// the processor's time as JSON.
// Argument: how many turns, of some tenths of a second.

#include <algorithm>
#include <array>
#include <boost/json/serialize.hpp>
#include <chrono>
#include <concepts>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <ranges>
#include <span>
#include <spdlog/fmt/fmt.h>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/encoding.hpp"
#include "jose/jws.hpp"
#include "latchkey/resource/verifier.hpp"

namespace {

using namespace latchkey;
using Seconds = std::chrono::duration<double>;

constexpr std::string_view issuer = "https://id.example.com";
constexpr std::string_view audience = "https://api.example.com";
constexpr std::size_t tokens_in_turn = 1024;
constexpr int repetitions_in_turn = 100'000;

// As Latchkey writes them, with some scopes.
std::string claims(std::size_t number) {
  const auto now = numeric_date(SystemClock().now());
  return fmt::format(
      R"({{"iss":"{}","aud":"{}","sub":"usr_wobktdaed3mgrurmd6u3u4zfqf",)"
      R"("client_id":"lkc_lkczy7crcl7aomluimgio6zvuj","org_id":"org_jmkxadol4vwtzwlxssmkqebf2r",)"
      R"("grant_id":"gra_jmkxadol4vwtzwlxssmkqebf2r","scope":"openid profile pipelines:read uns:publish",)"
      R"("jti":"at_{:026}","iat":{},"exp":{}}})",
      issuer, audience, number, now, now + 24 * 3600);
}

struct Sample {
  jose::PrivateKey key;
  std::vector<std::string> tokens;
  std::vector<std::string> signatures;  // of the tokens, raw

  static Sample make() {
    const auto signing = crypto::SigningKey::generate(crypto::Algorithm::es256);
    Sample sample{.key = {jose::thumbprint(signing.verification_key()), signing},
                  .tokens = {},
                  .signatures = {}};
    for (std::size_t i = 0; i < tokens_in_turn; ++i) {
      const auto& token =
          sample.tokens.emplace_back(jose::sign_compact(sample.key, "at+jwt", claims(i)));
      sample.signatures.push_back(base64url_decode(token.substr(token.rfind('.') + 1)).value());
    }
    return sample;
  }

  [[nodiscard]] resource::Verifier verifier() const {
    const jose::KeySet published({{key.kid, key.key.verification_key()}});
    resource::Settings settings{.issuer = std::string(issuer),
                                .audiences = {std::string(audience)}};
    settings.jwks_uri = "https://id.example.com/jwks";
    settings.fetch = [body = json::serialize(published.to_jwks())](const resource::FetchRequest&) {
      return resource::FetchAnswer{.status = 200, .body = body};
    };
    return resource::Verifier(std::move(settings));
  }
};

// What this thread has had of its core: others on the machine only take their share of it.
Seconds thread_time() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

struct Figure {
  std::string_view name;
  double best_rate = 0;

  // work does something that many times, and says whether all went well.
  void take(double times, std::predicate auto work) {
    const auto begin = thread_time();
    if (!work())
      throw std::runtime_error("a token was refused");
    best_rate = std::max(best_rate, times / (thread_time() - begin).count());
  }
};

bool verify_all(const Sample& sample) {
  return std::ranges::all_of(std::views::iota(0UZ, tokens_in_turn), [&](std::size_t i) {
    const std::string_view token = sample.tokens[i];
    return sample.key.key.verification_key().verify(token.substr(0, token.rfind('.')),
                                                    sample.signatures[i]);
  });
}

bool check_all(const resource::Verifier& verifier, const Sample& sample) {
  return std::ranges::all_of(sample.tokens, [&](const std::string& token) {
    return verifier.check_token(token, "pipelines:read").is_accepted();
  });
}

bool check_again(const resource::Verifier& verifier, const std::string& header) {
  return std::ranges::all_of(std::views::iota(0, repetitions_in_turn), [&](int) {
    return verifier.check(header, "pipelines:read").is_accepted();
  });
}

// In turns, of which the best counts: what else the machine does can only make one slower.
void measure(int turns) {
  const auto sample = Sample::make();
  const auto header = "Bearer " + sample.tokens.front();
  Figure raw{"es256_verify"};
  Figure first{"new_token"};
  Figure repeated{"repeated_token"};
  for (int turn = 0; turn < turns; ++turn) {
    raw.take(tokens_in_turn, [&] { return verify_all(sample); });
    const auto verifier = sample.verifier();
    if (verifier.check_token("a.b.c"))  // brings the keys
      throw std::runtime_error("what is no token was accepted");
    first.take(tokens_in_turn, [&] { return check_all(verifier, sample); });
    repeated.take(repetitions_in_turn, [&] { return check_again(verifier, header); });
  }
  fmt::print(R"({{"{}":{:.0f},"{}":{:.0f},"{}":{:.0f}}})"
             "\n",
             raw.name, raw.best_rate, first.name, first.best_rate, repeated.name,
             repeated.best_rate);
}

}  // namespace

int main(int count, char** words) {
  const std::span arguments(words, static_cast<std::size_t>(count));
  if (count != 2)
    return EXIT_FAILURE;
  measure(std::stoi(arguments[1]));
}
