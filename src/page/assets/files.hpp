// The texts of the assets, one file each.
#pragma once

#include <string_view>

namespace latchkey::page::assets {

extern const std::string_view stylesheet;  // uses the accent's custom properties of assets.cpp
extern const std::string_view form_post_script;

}  // namespace latchkey::page::assets
