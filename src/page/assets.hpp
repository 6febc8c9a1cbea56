// What pages refer to: the stylesheet, the mark, the script of form_post. Each is served under a
// name that holds a hash of its content, so that browsers may keep it for ever.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/router.hpp"
#include "identity/deployment.hpp"

namespace latchkey::page {

struct Asset {
  std::string path;  // "/assets/page-0123456789abcdef.css"
  std::string content_type;
  std::string content;
};

struct AssetPaths {
  std::string stylesheet;
  std::string mark;
  std::string form_post_script;
};

AssetPaths asset_paths(const identity::Deployment& deployment);
std::vector<Asset> make_assets(const identity::Deployment& deployment);
void add_asset_routes(http::Router& router, const identity::Deployment& deployment);

}  // namespace latchkey::page
