package org.benchmonitor.it;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port that leads to another one of this machine, byte by byte, as ssh and a proxy do. */
final class Forwarder implements AutoCloseable {
  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile int target;

  /** Connections are accepted from now on, and wait for the target. */
  Forwarder(ServerSocket listening) {
    this.listening = listening;
  }

  static Forwarder plain() throws IOException {
    return new Forwarder(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
  }

  int port() {
    return listening.getLocalPort();
  }

  Forwarder to(int port) {
    target = port;
    start(this::accept);
    return this;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = keep(listening.accept());
        Socket server = keep(new Socket(InetAddress.getLoopbackAddress(), target));
        start(() -> copy(client, server));
        start(() -> copy(server, client));
      }
    } catch (IOException closed) {
      close();
    }
  }

  private Socket keep(Socket socket) {
    open.add(socket);
    return socket;
  }

  private void copy(Socket from, Socket to) {
    try (from;
        to;
        OutputStream out = to.getOutputStream()) {
      from.getInputStream().transferTo(out);
    } catch (IOException ended) {
      open.remove(from);
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "forwarder");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listening.close();
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException closedAlready) {
      open.clear();
    }
  }
}
