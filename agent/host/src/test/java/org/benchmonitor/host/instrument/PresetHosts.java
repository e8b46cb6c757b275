package org.benchmonitor.host.instrument;

/** Runners and clients, each loaded by its first use: a test's own nested classes are before. */
final class PresetHosts {
  private PresetHosts() {}

  static final class LaterRunner {
    static void operate() {}
  }

  static final class OtherRunner {
    static void operate() {}
  }

  static final class ChangedRunner {
    static int operate(int times) {
      return times;
    }
  }

  static final class LoadedRunner {
    static void operate() {}
  }

  static final class Client {
    static void call() {}
  }

  static final class LaterClient {
    static void call() {}
  }

  static final class ClientOfTheRunner {
    static void call() {}
  }

  static final class RunnerWithClients {
    static void operate() {
      ClientOfTheRunner.call();
    }
  }
}
