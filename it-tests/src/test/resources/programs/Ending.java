/** A run that ends in the way its argument says, after a hundred operations. */
public class Ending {
  public static void main(String[] args) throws Exception {
    Ending ending = new Ending();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  // Operations of a shutdown hook are operations of the run.
                  for (int i = 0; i < 50; i++) {
                    ending.operation(i);
                  }
                  System.out.println(System.currentTimeMillis());
                }));
    ending.run(args[0]);
  }

  void run(String how) throws Exception {
    for (int i = 0; i < 100; i++) {
      operation(i);
    }
    // Long enough for the exit to be watched, which Byte Buddy must be loaded for.
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (System.getProperty("org.benchmonitor.url", "").isEmpty()
        && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    switch (how) {
      case "return" -> {}
      case "throw" -> throw new IllegalStateException("on purpose");
      case "exit-0" -> System.exit(0);
      case "exit-3" -> System.exit(3);
      case "wait" -> Thread.sleep(60_000);
      // What a thread is called says nothing of how the JVM ends.
      case "exit-0-SIGMA-1", "exit-3-DestroyJavaVM" -> exitFrom(how.substring(7), how);
      case "exit-0-interrupted" -> {
        Thread.currentThread().interrupt();
        System.exit(0);
      }
      default -> throw new IllegalArgumentException(how);
    }
  }

  private static void exitFrom(String thread, String how) throws InterruptedException {
    Thread exiting = new Thread(() -> System.exit(how.charAt(5) - '0'), thread);
    exiting.start();
    exiting.join();
  }

  int operation(int i) {
    return i + 1;
  }
}
