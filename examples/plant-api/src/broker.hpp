// The connection to the MQTT broker that carries the unified namespace.
#pragma once

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mosquitto.h>
#include <mutex>
#include <string>
#include <thread>

namespace plant {

// Subscribes to every topic; connects anew by itself after a loss. Thread-safe.
class Broker {
 public:
  // Called on the connection's own thread.
  using Receive = std::function<void(const std::string& topic, const std::string& payload)>;

  Broker(const std::string& host, int port, Receive receive);
  ~Broker();
  Broker(const Broker&) = delete;
  Broker& operator=(const Broker&) = delete;

  [[nodiscard]] bool is_connected() const { return is_connected_; }

  // Publishes a retained message with QoS 1 and waits until the broker has it: true. False: it may
  // or may not arrive. An empty payload clears the topic.
  bool publish(const std::string& topic, const std::string& payload);

 private:
  void connect(const std::stop_token& stop, const std::string& host, int port);

  static void on_connect(mosquitto* connection, void* self, int code);
  static void on_disconnect(mosquitto* connection, void* self, int code);
  static void on_publish(mosquitto* connection, void* self, int message_id);
  static void on_message(mosquitto* connection, void* self, const mosquitto_message* message);

  Receive receive_;
  std::atomic<bool> is_connected_ = false;
  std::mutex mutex_;
  std::condition_variable has_acknowledged_;
  std::map<int, bool> acknowledged_;  // by id, of the messages that somebody waits for
  std::unique_ptr<mosquitto, void (*)(mosquitto*)> connection_;
  std::jthread connecting_;
};

}  // namespace plant
