// For tests: runs a coroutine to its end on an io_context of its own.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <optional>
#include <utility>

#include "base/task.hpp"

namespace latchkey::identity {

template <class T>
T run_task(Task<T> task) {
  boost::asio::io_context context(1);
  std::optional<T> result;
  std::exception_ptr error;
  boost::asio::co_spawn(context.get_executor(), std::move(task),
                        [&](std::exception_ptr thrown, T value) {
                          error = std::move(thrown);
                          result.emplace(std::move(value));
                        });
  context.run();
  if (error)
    std::rethrow_exception(error);
  return std::move(result.value());
}

inline void run_task(Task<void> task) {
  boost::asio::io_context context(1);
  std::exception_ptr error;
  boost::asio::co_spawn(context.get_executor(), std::move(task),
                        [&](std::exception_ptr thrown) { error = std::move(thrown); });
  context.run();
  if (error)
    std::rethrow_exception(error);
}

}  // namespace latchkey::identity
