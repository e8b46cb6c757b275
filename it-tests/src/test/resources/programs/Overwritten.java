/** Works, waits for a line, and works again with a class that was not loaded before. */
public class Overwritten {
  private static final class Late {
    static int work(int i) {
      return i + 1;
    }
  }

  public static void main(String[] args) throws Exception {
    repeat();
    System.out.println("ready");
    System.in.read();
    repeat();
    int sum = 0;
    for (int i = 0; i < 7; i++) {
      sum += Late.work(i);
    }
    System.out.println("sum " + sum);
    switch (args[0]) {
      case "exit" -> System.exit(3);
      case "throw" -> throw new IllegalStateException("on purpose");
      case "wait" -> Thread.sleep(60_000);
      default -> {}
    }
  }

  private static void repeat() {
    for (int i = 0; i < 100; i++) {
      try {
        work(i);
      } catch (IllegalArgumentException counted) {
        continue;
      }
    }
  }

  static int work(int i) {
    if (i % 10 == 3) {
      throw new IllegalArgumentException("no " + i);
    }
    return i + 1;
  }
}
