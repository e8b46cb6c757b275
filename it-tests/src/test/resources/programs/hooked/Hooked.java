import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Calls quickly, then slowly, then quickly again; writes down what it is called with. */
public class Hooked {
  /** What the program's own class path has for alerts and messages. */
  public static class Hook {
    public static void onAlert(Map<String, Object> alert) {
      write("alerts", alert.get("name") + " " + alert.get("state"));
      write("groups", Thread.currentThread().getThreadGroup().getName());
    }

    public static void on(String type, String json) {
      write("messages", type + "\t" + json);
      write("groups", Thread.currentThread().getThreadGroup().getName());
    }

    static void touch() {}
  }

  private static synchronized void write(String file, String line) {
    try {
      Files.write(
          Path.of(file),
          (line + "\n").getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static void call(long millis) throws InterruptedException {
    Thread.sleep(millis);
  }

  private static void calls(long seconds, long millis) throws InterruptedException {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    while (System.nanoTime() - end < 0) {
      call(millis);
    }
  }

  public static void main(String[] seconds) throws InterruptedException {
    Hook.touch();
    calls(Long.parseLong(seconds[0]), 2);
    calls(Long.parseLong(seconds[1]), 150);
    calls(Long.parseLong(seconds[2]), 2);
  }
}
