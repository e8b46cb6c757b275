import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Fails and collects once in each round, and lets its own wall clock step after some of them.
 *
 * <p>Arguments: the file of libfaketime, what to write into it after the third round, or "-", and
 * whether to wait for the monitor: "monitor" if it starts with the program, "attach" for a line of
 * stdin, else "-". When it ends, moments.txt has a line for each error and collection: its kind, and
 * between which milliseconds of the monotonic clock it was.
 */
public class ClockSteps {
  private static final int ROUNDS = 7;
  private static final List<String> MOMENTS = new ArrayList<>();
  private static final long ORIGIN = System.nanoTime();

  public static void main(String[] args) throws Exception {
    await(args[2]);
    for (int round = 1; round <= ROUNDS; round++) {
      long before = millis();
      try {
        operation(round);
      } catch (IllegalStateException onPurpose) {
        // It is counted.
      }
      note("error", before);
      Thread.sleep(200);
      before = millis();
      System.gc();
      note("gc", before);
      Thread.sleep(400);
      if (round == 3 && !args[1].equals("-")) {
        Files.writeString(Path.of(args[0]), args[1]);
      }
    }
    Files.write(Path.of("moments.txt"), MOMENTS);
    System.out.println(ROUNDS + " rounds");
    System.exit(3);
  }

  private static void await(String what) throws Exception {
    if (what.equals("attach")) {
      System.in.read();
    }
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (!what.equals("-")
        && System.getProperty("org.benchmonitor.url", "").isEmpty()
        && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
  }

  private static void note(String kind, long before) {
    MOMENTS.add(kind + " " + before + " " + millis());
  }

  private static long millis() {
    return (System.nanoTime() - ORIGIN) / 1_000_000;
  }

  static void operation(int round) {
    throw new IllegalStateException("round " + round);
  }
}
