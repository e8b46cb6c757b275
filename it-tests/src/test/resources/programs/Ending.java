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
      default -> throw new IllegalArgumentException(how);
    }
  }

  int operation(int i) {
    return i + 1;
  }
}
