// A coroutine that runs on one network thread's io_context.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

namespace latchkey {

// The concrete executor type (not any_io_executor): measurably faster, and every Task of the
// server runs on an io_context.
using Executor = boost::asio::io_context::executor_type;

template <class T = void>
using Task = boost::asio::awaitable<T, Executor>;

}  // namespace latchkey
