#include "broker.hpp"

#include <chrono>
#include <iostream>
#include <stdexcept>
#include <utility>

namespace plant {
namespace {

constexpr int keep_alive_seconds = 15;
constexpr int at_least_once = 1;
constexpr int largest_payload_bytes = 64 * 1024;
constexpr std::chrono::seconds patience{3};
constexpr std::chrono::milliseconds pause{500};

void must(int code) {
  if (code != MOSQ_ERR_SUCCESS)
    throw std::runtime_error(mosquitto_strerror(code));
}

}  // namespace

Broker::Broker(const std::string& host, int port, Receive receive)
    : receive_(std::move(receive)), connection_(nullptr, mosquitto_destroy) {
  mosquitto_lib_init();
  connection_.reset(mosquitto_new(nullptr, true, this));
  if (!connection_)
    throw std::runtime_error("no memory for the connection to the broker");
  mosquitto_connect_callback_set(connection_.get(), on_connect);
  mosquitto_disconnect_callback_set(connection_.get(), on_disconnect);
  mosquitto_publish_callback_set(connection_.get(), on_publish);
  mosquitto_message_callback_set(connection_.get(), on_message);
  must(mosquitto_reconnect_delay_set(connection_.get(), 1, 10, true));
  connecting_ =
      std::jthread([this, host, port](const std::stop_token& stop) { connect(stop, host, port); });
}

Broker::~Broker() {
  connecting_.request_stop();
  connecting_.join();
  mosquitto_disconnect(connection_.get());
  mosquitto_loop_stop(connection_.get(), false);
  connection_.reset();
  mosquitto_lib_cleanup();
}

// The library connects anew by itself, but only what has been connected once.
void Broker::connect(const std::stop_token& stop, const std::string& host, int port) {
  while (mosquitto_connect(connection_.get(), host.c_str(), port, keep_alive_seconds) !=
         MOSQ_ERR_SUCCESS) {
    if (stop.stop_requested())
      return;
    std::this_thread::sleep_for(pause);
  }
  mosquitto_loop_start(connection_.get());
}

bool Broker::publish(const std::string& topic, const std::string& payload) {
  if (!is_connected_)
    return false;
  // Held while publishing, so that the acknowledgement cannot come before it is waited for.
  std::unique_lock lock(mutex_);
  int id = 0;
  if (mosquitto_publish(connection_.get(), &id, topic.c_str(), static_cast<int>(payload.size()),
                        payload.data(), at_least_once, true) != MOSQ_ERR_SUCCESS)
    return false;
  acknowledged_[id] = false;
  const bool has_arrived =
      has_acknowledged_.wait_for(lock, patience, [&] { return acknowledged_[id]; });
  acknowledged_.erase(id);
  return has_arrived;
}

void Broker::on_connect(mosquitto* connection, void* self, int code) {
  if (code != 0) {
    std::clog << "broker refuses: " << mosquitto_connack_string(code) << std::endl;
    return;
  }
  mosquitto_subscribe(connection, nullptr, "#", at_least_once);
  static_cast<Broker*>(self)->is_connected_ = true;
  std::clog << "broker connected" << std::endl;
}

void Broker::on_disconnect(mosquitto*, void* self, int code) {
  static_cast<Broker*>(self)->is_connected_ = false;
  std::clog << "broker disconnected: " << mosquitto_strerror(code) << std::endl;
}

void Broker::on_publish(mosquitto*, void* self, int message_id) {
  auto* broker = static_cast<Broker*>(self);
  {
    const std::scoped_lock lock(broker->mutex_);
    if (const auto found = broker->acknowledged_.find(message_id);
        found != broker->acknowledged_.end())
      found->second = true;
  }
  broker->has_acknowledged_.notify_all();
}

void Broker::on_message(mosquitto*, void* self, const mosquitto_message* message) {
  if (message->payloadlen > largest_payload_bytes)
    return;
  static_cast<Broker*>(self)->receive_(
      message->topic,
      {static_cast<const char*>(message->payload), static_cast<std::size_t>(message->payloadlen)});
}

}  // namespace plant
