/** A host that does to itself what its argument says. */
public class Faults {
  public static void main(String[] args) throws Exception {
    Faults faults = new Faults();
    for (int i = 0; i < 100; i++) {
      faults.operation(() -> {});
    }
    awaitMonitor();
    switch (args[0]) {
      case "halt" -> faults.operation(() -> Runtime.getRuntime().halt(7));
      case "exit" -> faults.operation(() -> System.exit(3));
      case "interrupt" -> {
        faults.operation(() -> Thread.currentThread().interrupt());
        System.out.println("interrupted " + Thread.interrupted());
      }
      case "threads" -> {
        for (int i = 0; i < 10_000; i++) {
          Thread passing = new Thread(() -> faults.operation(() -> {}));
          passing.start();
          passing.join();
        }
      }
      case "deep" -> {
        faults.loadWhereTheStackEnds();
        // Longer than the agent waits until it looks at what it knows it has missed.
        Thread.sleep(6_000);
        for (int i = 0; i < 50; i++) {
          Late.operation();
          After.operation();
        }
      }
      case "steady" -> {
        // Ends with its stdin.
        while (System.in.available() == 0) {
          faults.operation(() -> {});
          Thread.sleep(5);
        }
      }
      default -> throw new IllegalArgumentException(args[0]);
    }
  }

  private static void awaitMonitor() throws InterruptedException {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (System.getProperty("org.benchmonitor.url", "").isEmpty()
        && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
  }

  private boolean loaded;

  /** Loads a class as near to the end of the stack as it can be loaded. */
  private void loadWhereTheStackEnds() throws ClassNotFoundException {
    try {
      loadWhereTheStackEnds();
    } catch (StackOverflowError end) {
      // A frame or some hundreds above the end.
    }
    if (!loaded) {
      try {
        Class.forName("Faults$Late", false, Faults.class.getClassLoader());
        loaded = true;
      } catch (StackOverflowError tooNear) {
        // The next frame has more room.
      }
    }
  }

  static class Late {
    static void operation() {}
  }

  static class After {
    static void operation() {}
  }

  void operation(Runnable work) {
    work.run();
  }
}
