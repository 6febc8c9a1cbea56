// Where a request comes from, and the ids that find it in logs.
#pragma once

#include <boost/asio/ip/address.hpp>

#include "http/message.hpp"
#include "http/worker.hpp"

namespace latchkey::http {

// Sets address, request_id and trace of a request whose listener and headers are there. What a
// trusted proxy says of its client and the request's id is taken over; from others it is ignored.
// The request may be the connection's one before, whose address of the peer then stays.
void describe_origin(Request& request, const boost::asio::ip::address& peer, Worker& worker);

}  // namespace latchkey::http
