// The web console, one page for all of its addresses, the interactive reference of the API, and the
// scripts and styles they load.
#pragma once

#include <vector>

#include "http/router.hpp"
#include "identity/services.hpp"
#include "page/console_files.hpp"

namespace latchkey::page {

// Without files /console/ leads to the account page, which needs no console. The services outlive
// the router.
void add_console_routes(http::Router& router, const identity::Services& services,
                        const std::vector<ConsoleFile>& files);

}  // namespace latchkey::page
