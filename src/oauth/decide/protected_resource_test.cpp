#include "oauth/decide/protected_resource.hpp"

#include <boost/json/parse.hpp>
#include <gtest/gtest.h>

#include "base/json.hpp"

namespace latchkey::oauth {
namespace {

Resource sample(std::string name, std::string identifier) {
  return {.name = std::move(name), .title = "Plant API", .identifier = std::move(identifier)};
}

TEST(ProtectedResource, rfc9728_3_1_the_well_known_path_stands_between_host_and_path) {
  const auto url = [](std::string identifier) {
    return metadata_url(sample("plant", std::move(identifier)));
  };
  EXPECT_EQ(url("https://api.example.com"),
            "https://api.example.com/.well-known/oauth-protected-resource");
  EXPECT_EQ(url("https://api.example.com:8443/plant/v1"),
            "https://api.example.com:8443/.well-known/oauth-protected-resource/plant/v1");
  EXPECT_EQ(url("http://[::1]:80/a"), "http://[::1]:80/.well-known/oauth-protected-resource/a");
}

TEST(ProtectedResource, it_is_found_by_host_and_path_or_by_a_path_that_is_its_alone) {
  const std::vector resources{sample("a", "https://a.example.com"),
                              sample("b", "https://b.example.com"),
                              sample("c", "https://b.example.com/c")};
  const auto name_of = [&](std::string_view host, std::string_view path) {
    const auto* found = find_described(resources, host, path);
    return found == nullptr ? std::string() : found->name;
  };
  EXPECT_EQ(name_of("a.example.com", ""), "a");
  EXPECT_EQ(name_of("b.example.com", ""), "b");
  EXPECT_EQ(name_of("127.0.0.1:8080", ""), "");
  EXPECT_EQ(name_of("127.0.0.1:8080", "/c"), "c");
  for (const auto* path : {"/", "/d", "/c/", "/C", "c", "/c/d", "/%63"})
    EXPECT_EQ(name_of("b.example.com", path), "") << path;
}

TEST(ProtectedResource, rfc9728_2_the_document_names_resource_issuer_and_scopes) {
  auto resource = sample("plant", "https://api.example.com/plant");
  resource.rules = *RuleTable::make({{.path = "/a", .scopes = ScopeSet({"x:read"})},
                                     {.path = "/b", .scopes = ScopeSet({"x:read", "x:write"})},
                                     {.path = "/c", .is_public = true}});
  EXPECT_EQ(json::parse(metadata_document(resource, "https://auth.example.com")),
            (json::value{{"resource", "https://api.example.com/plant"},
                         {"resource_name", "Plant API"},
                         {"authorization_servers", json::array{"https://auth.example.com"}},
                         {"bearer_methods_supported", json::array{"header"}},
                         {"scopes_supported", {"x:read", "x:write"}}}));
  EXPECT_FALSE(json::parse(metadata_document(sample("plant", "https://a.example.com"),
                                             "https://auth.example.com"))
                   .as_object()
                   .contains("scopes_supported"));
}

}  // namespace
}  // namespace latchkey::oauth
