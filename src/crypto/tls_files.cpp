#include "crypto/tls_files.hpp"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <fcntl.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

#include "base/secret.hpp"

namespace latchkey::crypto {

namespace {

namespace fs = std::filesystem;
using BioPointer = std::unique_ptr<BIO, OpensslDeleter<BIO_free>>;
using NamesPointer = std::unique_ptr<GENERAL_NAMES, OpensslDeleter<GENERAL_NAMES_free>>;
using TimePointer = std::unique_ptr<ASN1_TIME, OpensslDeleter<ASN1_TIME_free>>;
using TextPointer =
    std::unique_ptr<unsigned char, decltype([](unsigned char* text) { OPENSSL_free(text); })>;

constexpr off_t max_file_bytes = 1 << 20;

std::unexpected<std::string> fault(const char* what, const fs::path& file,
                                   const std::string& problem) {
  return std::unexpected(std::string(what) + " " + file.string() + ": " + problem);
}

class Descriptor {
 public:
  explicit Descriptor(const fs::path& file)
      : number_(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0)
      close(number_);
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

std::string system_reason(const char* verb) {
  return std::string(verb) + ": " + std::generic_category().message(errno);
}

// Nothing but the owner's permissions, where `is_private`.
std::expected<Secret, std::string> read_file(const fs::path& file, bool is_private) {
  const Descriptor descriptor(file);
  struct stat status{};
  if (descriptor.number() < 0 || fstat(descriptor.number(), &status) != 0)
    return std::unexpected(system_reason("cannot be opened"));
  if (!S_ISREG(status.st_mode) || status.st_size > max_file_bytes)
    return std::unexpected("is no file of PEM texts");
  if (is_private && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0)
    return std::unexpected("can be read by others; its mode must be 0600: chmod 0600 " +
                           file.string());
  std::string text(static_cast<std::size_t>(status.st_size), '\0');
  const ssize_t count = TEMP_FAILURE_RETRY(read(descriptor.number(), text.data(), text.size()));
  if (count < 0)
    return std::unexpected(system_reason("cannot be read"));
  text.resize(static_cast<std::size_t>(count));
  return Secret(std::move(text));
}

BioPointer bio_of(const Secret& text) {
  BioPointer bio(BIO_new_mem_buf(text.reveal().data(), static_cast<int>(text.reveal().size())));
  require_openssl(bio != nullptr, "BIO_new_mem_buf");
  return bio;
}

std::expected<std::vector<CertificatePointer>, std::string> read_chain(const fs::path& file) {
  const auto text = read_file(file, false);
  if (!text)
    return fault("certificate", file, text.error());
  const BioPointer bio = bio_of(*text);
  std::vector<CertificatePointer> chain;
  while (X509* certificate = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr))
    chain.emplace_back(certificate);
  const bool is_at_end = ERR_GET_REASON(ERR_peek_last_error()) == PEM_R_NO_START_LINE;
  const std::string reason = take_openssl_reason();
  if (!is_at_end)
    return fault("certificate", file, "is malformed: " + reason);
  if (chain.empty())
    return fault("certificate", file, "holds no PEM certificate (-----BEGIN CERTIFICATE-----)");
  return chain;
}

// Instead of asking the terminal.
int no_passphrase(char*, int, int, void* was_asked) {
  *static_cast<bool*>(was_asked) = true;
  return -1;
}

std::expected<PkeyPointer, std::string> read_key(const TlsFiles& files) {
  const auto text = read_file(files.key, !files.is_key_guarded);
  if (!text)
    return fault("key", files.key, text.error());
  const BioPointer bio = bio_of(*text);
  bool is_encrypted = false;
  PkeyPointer key(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, &is_encrypted));
  const std::string reason = take_openssl_reason();
  if (is_encrypted)
    return fault("key", files.key,
                 "is encrypted; decrypt it with: openssl pkey -in FILE -out FILE");
  if (!key)
    return fault("key", files.key, "holds no PEM private key: " + reason);
  return key;
}

Time time_of(const ASN1_TIME* time) {
  const TimePointer epoch(ASN1_TIME_set(nullptr, 0));
  int days = 0;
  int seconds = 0;
  require_openssl(ASN1_TIME_diff(&days, &seconds, epoch.get(), time) == 1, "ASN1_TIME_diff");
  return Time(std::chrono::days(days) + std::chrono::seconds(seconds));
}

std::string dns_name(const GENERAL_NAME& name) {
  unsigned char* text = nullptr;
  const int length = ASN1_STRING_to_UTF8(&text, name.d.dNSName);
  const TextPointer owned(text);
  return length < 0 ? std::string() : std::string(text, text + length);
}

std::string ip_address(const GENERAL_NAME& name) {
  const unsigned char* bytes = ASN1_STRING_get0_data(name.d.iPAddress);
  const int family = ASN1_STRING_length(name.d.iPAddress) == 4 ? AF_INET : AF_INET6;
  if (family == AF_INET6 && ASN1_STRING_length(name.d.iPAddress) != 16)
    return {};
  std::array<char, INET6_ADDRSTRLEN> text{};
  return inet_ntop(family, bytes, text.data(), text.size()) != nullptr ? text.data() : "";
}

}  // namespace

std::expected<CertificateAndKey, std::string> read_tls_files(const TlsFiles& files) {
  auto chain = read_chain(files.certificate);
  if (!chain)
    return std::unexpected(chain.error());
  auto key = read_key(files);
  if (!key)
    return std::unexpected(key.error());
  const auto own = std::ranges::find_if(*chain, [&](const CertificatePointer& certificate) {
    return EVP_PKEY_eq(X509_get0_pubkey(certificate.get()), key->get()) == 1;
  });
  ERR_clear_error();
  if (own == chain->end())
    return fault("key", files.key,
                 "does not belong to the certificate " + files.certificate.string());
  if (own != chain->begin())
    return fault("certificate", files.certificate, "the server's own certificate must come first");
  return CertificateAndKey{.chain = std::move(*chain), .key = std::move(*key)};
}

CertificateFacts facts_of(X509& certificate) {
  CertificateFacts facts{.not_before = time_of(X509_get0_notBefore(&certificate)),
                         .not_after = time_of(X509_get0_notAfter(&certificate)),
                         .names = {}};
  const NamesPointer names(static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(&certificate, NID_subject_alt_name, nullptr, nullptr)));
  for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
    const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
    if (name->type == GEN_DNS)
      facts.names.push_back(dns_name(*name));
    else if (name->type == GEN_IPADD)
      facts.names.push_back(ip_address(*name));
  }
  return facts;
}

std::string take_openssl_reason() {
  const char* reason = ERR_reason_error_string(ERR_peek_last_error());
  ERR_clear_error();
  return reason != nullptr ? reason : "unknown";
}

}  // namespace latchkey::crypto
