#include "crypto/signature_context.hpp"

#include <algorithm>
#include <vector>

namespace latchkey::crypto {
namespace {

// Also bounds how long a thread can keep the memory of a key that nobody else holds any more.
constexpr std::size_t max_templates = 16;

struct Template {
  std::weak_ptr<const void> owner;
  SignatureUse use;
  DigestContextPointer context;

  [[nodiscard]] bool is_for(const OwnedPkey& key, SignatureUse wanted) const {
    return use == wanted && !owner.owner_before(key.owner) && !key.owner.owner_before(owner);
  }
};

DigestContextPointer make_template(EVP_PKEY* pkey, SignatureUse use) {
  DigestContextPointer context(EVP_MD_CTX_new());
  require_openssl(context != nullptr, "signature context");
  const auto init = use == SignatureUse::sign ? EVP_DigestSignInit_ex : EVP_DigestVerifyInit_ex;
  require_openssl(init(context.get(), nullptr, "SHA256", nullptr, nullptr, pkey, nullptr) == 1,
                  "signature context");
  return context;
}

class Templates {
 public:
  const EVP_MD_CTX* find_or_make(const OwnedPkey& key, SignatureUse use) {
    const auto found = std::ranges::find_if(
        templates_, [&](const Template& each) { return each.is_for(key, use); });
    if (found != templates_.end())
      return found->context.get();
    std::erase_if(templates_, [](const Template& each) { return each.owner.expired(); });
    if (templates_.size() >= max_templates)
      templates_.erase(templates_.begin());
    templates_.push_back({key.owner, use, make_template(key.pkey, use)});
    return templates_.back().context.get();
  }

 private:
  std::vector<Template> templates_;
};

}  // namespace

EVP_MD_CTX* prepared_context(const OwnedPkey& key, SignatureUse use) {
  thread_local Templates templates;
  thread_local const DigestContextPointer copy(EVP_MD_CTX_new());
  require_openssl(copy && EVP_MD_CTX_copy_ex(copy.get(), templates.find_or_make(key, use)) == 1,
                  "signature context");
  return copy.get();
}

}  // namespace latchkey::crypto
