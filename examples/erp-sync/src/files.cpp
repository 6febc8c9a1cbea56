#include "files.hpp"

#include <algorithm>
#include <boost/json/parse.hpp>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

namespace erp {
namespace {

std::optional<std::string> content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(file), {}};
  return file.is_open() && !file.bad() ? std::optional(std::move(text)) : std::nullopt;
}

bool is_order(const boost::json::value& value) {
  const auto* object = value.if_object();
  const auto* number = object == nullptr ? nullptr : object->if_contains("order");
  return number != nullptr && number->is_string() && !number->as_string().empty() &&
         std::ranges::all_of(number->as_string(), [](unsigned char one) {
           return std::isalnum(one) != 0 || one == '-' || one == '_';
         });
}

}  // namespace

std::expected<std::string, std::string> read_secret(const std::string& path) {
  using std::filesystem::perms;
  std::error_code error;
  const auto mode = std::filesystem::status(path, error).permissions();
  if (!error && (mode & (perms::group_all | perms::others_all)) != perms::none)
    return std::unexpected(path + " may be read by others; chmod 600 it");
  auto secret = content(path);
  if (!secret)
    return std::unexpected(path + " cannot be read");
  while (!secret->empty() && std::isspace(static_cast<unsigned char>(secret->back())) != 0)
    secret->pop_back();
  if (secret->empty())
    return std::unexpected(path + " is empty");
  return *secret;
}

std::expected<boost::json::array, std::string> read_orders(const std::string& path) {
  const auto text = content(path);
  if (!text)
    return std::unexpected(path + " cannot be read");
  boost::system::error_code error;
  auto value = boost::json::parse(*text, error);
  if (error || !value.is_array() || !std::ranges::all_of(value.as_array(), is_order))
    return std::unexpected(path + " is no list of production orders");
  return std::move(value.as_array());
}

}  // namespace erp
