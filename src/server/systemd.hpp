// What systemd hands to a service, and what a service tells it; does nothing where there is none.
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace latchkey::server {

// Whether the file is one of the service's credentials (LoadCredential=).
bool is_credential(const std::filesystem::path& file);

// The sockets that a socket unit listens on for this process (sd_listen_fds(3)); the caller's to
// close. To be called once, before any thread is started and any file opened.
std::expected<std::vector<int>, std::string> take_passed_sockets();

// "READY=1", "RELOADING=1", "STOPPING=1" and the like (sd_notify(3)), to a unit of Type=notify.
// What cannot be told is not told.
void notify_systemd(std::string_view state);

}  // namespace latchkey::server
