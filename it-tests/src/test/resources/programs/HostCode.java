/** A run with code of its own that the agent calls: a method that stops it, and messages. */
public class HostCode {
  public static void main(String[] args) throws Exception {
    for (int i = 0; i < 3; i++) {
      try {
        operation(args[0].equals("messages"));
      } catch (IllegalStateException onPurpose) {
        // It is counted.
      }
    }
    if (args[0].equals("stop")) {
      Thread.sleep(60_000);
    }
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (System.getProperty("org.benchmonitor.url", "").isEmpty()
        && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    if (args[0].equals("messages")) {
      // One for the end, after the first have been asked.
      try {
        operation(true);
      } catch (IllegalStateException onPurpose) {
        System.out.println(System.currentTimeMillis());
      }
    }
  }

  static void operation(boolean fails) {
    if (fails) {
      throw new Holding();
    }
  }

  /** Keeps whoever asks for its message. */
  static final class Holding extends IllegalStateException {
    @Override
    public String getMessage() {
      sleep(60_000);
      return "never";
    }
  }

  /** Called by the agent; does not return for as long as the run lasts. */
  public static void hold() {
    Thread thread = Thread.currentThread();
    Thread child = new Thread(() -> {});
    System.out.println(
        "group "
            + thread.getThreadGroup().getName()
            + ", child "
            + child.getThreadGroup().getName()
            + ", daemon "
            + thread.isDaemon()
            + ", own loader "
            + (thread.getContextClassLoader() == HostCode.class.getClassLoader()));
    sleep(60_000);
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      System.out.println("interrupted by the agent");
    }
  }
}
