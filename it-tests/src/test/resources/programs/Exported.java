/**
 * Is one run of sixty operations, then prints "done" and waits for its standard input to end.
 */
public class Exported {
  public static void main(String[] args) throws Exception {
    run(Long.parseLong(args[0]));
    System.out.println("done");
    while (System.in.read() >= 0) {}
  }

  static void run(long millis) throws Exception {
    long end = System.nanoTime() + millis * 1_000_000;
    while (System.nanoTime() < end) {
      for (int i = 0; i < 60; i++) {
        named("customer-" + i);
      }
      Thread.sleep(5);
    }
  }

  static void named(String name) {}
}
