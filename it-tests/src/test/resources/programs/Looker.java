import java.util.List;

/** Looks around in its own JVM: what of the agent can a program see? */
public class Looker {
  public static void main(String[] args) throws Exception {
    System.out.println(new Looker().look());
    for (String name :
        List.of(
            "net.bytebuddy.ByteBuddy",
            "fi.iki.elonen.NanoHTTPD",
            "org.HdrHistogram.Histogram",
            "tools.jackson.databind.ObjectMapper",
            "picocli.CommandLine",
            "org.benchmonitor.host.Agent")) {
      System.out.println((isVisible(name) ? "visible " : "hidden ") + name);
    }
    // Long enough for the agent to be all there.
    long deadline = System.nanoTime() + 10_000_000_000L;
    while (System.getProperty("org.benchmonitor.url", "").isEmpty()
        && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("monitor-")) {
        System.out.println((thread.isDaemon() ? "daemon " : "non-daemon ") + thread.getName());
      }
    }
  }

  String look() {
    return "looked";
  }

  private static boolean isVisible(String name) {
    try {
      Class.forName(name, false, Looker.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException hidden) {
      return false;
    }
  }
}
