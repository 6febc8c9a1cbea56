// Files by descriptor: closed by themselves, written so that a crash loses nothing.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace latchkey {

// Owns a file descriptor, or none.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept;
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor();

  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

// A new file of mode 0600 whatever the umask; not open, with errno, where there is one already.
Descriptor create_private_file(const std::filesystem::path& file);

// False, with errno, when not all of it could be written.
bool write_all(const Descriptor& descriptor, std::string_view bytes);

// Makes the names in the file's directory durable. False, with errno.
bool sync_directory_of(const std::filesystem::path& file);

// "No space left on device"
std::string error_text(int error);

// Removes the file when it ends, unless it is kept.
class UnfinishedFile {
 public:
  explicit UnfinishedFile(std::filesystem::path path) : path_(std::move(path)) {}
  ~UnfinishedFile();
  UnfinishedFile(const UnfinishedFile&) = delete;
  UnfinishedFile& operator=(const UnfinishedFile&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  void keep() { path_.clear(); }

 private:
  std::filesystem::path path_;
};

}  // namespace latchkey
