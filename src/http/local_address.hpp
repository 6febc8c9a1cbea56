// The address of a socket file, also where its path is longer than such an address may be.
#pragma once

#include <boost/asio/local/stream_protocol.hpp>
#include <filesystem>

#include "base/file.hpp"

namespace latchkey::http {

// Valid as long as it lives: a long path is reached by way of its directory, held open.
class LocalAddress {
 public:
  // Throws boost::system::system_error where the directory cannot be opened, or the file's name
  // alone is too long.
  explicit LocalAddress(const std::filesystem::path& file);

  [[nodiscard]] const boost::asio::local::stream_protocol::endpoint& endpoint() const {
    return endpoint_;
  }

 private:
  Descriptor directory_;
  boost::asio::local::stream_protocol::endpoint endpoint_;
};

}  // namespace latchkey::http
