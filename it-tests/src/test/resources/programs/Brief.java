/** A run of a fraction of a second that ends in the way its first argument says. */
public class Brief {
  public static void main(String[] args) throws Exception {
    long millis = Long.parseLong(args[1]);
    if (args[0].equals("session")) {
      session(millis);
    } else {
      work(millis);
    }
    switch (args[0]) {
      case "exit" -> exit();
      case "throw" -> throw new IllegalStateException("on purpose");
      case "terminate" -> {
        new ProcessBuilder("kill", Long.toString(ProcessHandle.current().pid())).start();
        Thread.sleep(60_000);
      }
      default -> {}
    }
  }

  static void session(long millis) throws InterruptedException {
    work(millis);
  }

  private static void work(long millis) throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      operation(i);
    }
    Thread.sleep(millis);
  }

  static int operation(int i) {
    return i + 1;
  }

  /** Another operation, inside of which the JVM ends. */
  static void exit() {
    System.exit(3);
  }
}
