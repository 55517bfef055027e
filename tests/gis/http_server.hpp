#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <functional>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace fixture {

struct Answer {
  int status = 200;
  std::string body;
  std::string headers{};         ///< more lines, each with its end
  std::size_t lost = 0;          ///< bytes of the body that are promised and not sent
  std::chrono::milliseconds delay{0};
};

/// Server on a port of its own on loopback that lives as long as the object; one request a connection.
class HttpServer {
 public:
  /// `answer` gets the path that is asked for, and the whole head of the request.
  explicit HttpServer(std::function<Answer(const std::string& target, const std::string& head)> answer) : answer_{std::move(answer)} {
    socket_ = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(socket_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(socket_, 16) != 0 ||
        ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
      throw std::runtime_error("no port on loopback");
    }
    port_ = ntohs(address.sin_port);
    thread_ = std::thread{[this] { serve(); }};
  }
  ~HttpServer() {
    ::shutdown(socket_, SHUT_RDWR);
    thread_.join();
    ::close(socket_);
  }
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

 private:
  void serve() {
    for (;;) {
      const int client = ::accept(socket_, nullptr, nullptr);
      if (client < 0) return;
      std::string request;
      char part[4096];
      while (request.find("\r\n\r\n") == std::string::npos) {
        const auto n = ::recv(client, part, sizeof part, 0);
        if (n <= 0) break;
        request.append(part, static_cast<std::size_t>(n));
      }
      const auto from = request.find(' ') + 1;
      const Answer answer = answer_(request.substr(from, request.find(' ', from) - from), request);
      std::this_thread::sleep_for(answer.delay);
      const std::string text = "HTTP/1.1 " + std::to_string(answer.status) + " x\r\nContent-Type: application/json\r\n" + answer.headers +
                               "Connection: close\r\nContent-Length: " + std::to_string(answer.body.size()) + "\r\n\r\n" +
                               answer.body.substr(0, answer.body.size() - answer.lost);
      for (std::size_t sent = 0; sent < text.size();) {
        const auto n = ::send(client, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
        if (n <= 0) break;
        sent += static_cast<std::size_t>(n);
      }
      ::close(client);
    }
  }

  std::function<Answer(const std::string&, const std::string&)> answer_;
  int socket_ = -1;
  int port_ = 0;
  std::thread thread_;
};

}  // namespace fixture
