// What `latchkey check` looks at, one a file. None changes anything.
#pragma once

#include <filesystem>
#include <optional>

#include "base/clock.hpp"
#include "server/check/finding.hpp"
#include "server/configuration.hpp"

namespace latchkey::server {

// Every fault of the options, wherever they were given; the configuration when there is none.
std::optional<Configuration> check_configuration(const OptionValues& command_line,
                                                 const std::string& file, Findings& findings);

// The data directory, the files in it and the key file: there, private, and this user's.
void check_files(const Configuration& configuration, Findings& findings);

// Whether it can be read, is whole, and is of a version that this program knows. owner: the process
// that has it open.
void check_database(const std::filesystem::path& data, const std::optional<std::string>& owner,
                    Findings& findings);
// The same for a server's database: whether it answers, and what several nodes need of it.
void check_postgres(const std::string& url, Findings& findings);

void check_disk(const std::filesystem::path& data, Findings& findings);

// Against the program's own age, the database's and the kernel's opinion.
void check_clock(const std::filesystem::path& data, Time now, Findings& findings);

// The files of the TLS listener, where it has one: dates, and whether they are for the issuer.
void check_certificate(const Configuration& configuration, Time now, Findings& findings);

// Whether the address can be listened on; only while no server of this store does.
void check_address(const Configuration& configuration, Findings& findings);

// Whether the issuer's URL leads to a server that calls itself by it.
void check_issuer(const Configuration& configuration, bool is_running, Findings& findings);

}  // namespace latchkey::server
