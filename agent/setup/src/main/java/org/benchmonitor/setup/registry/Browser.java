package org.benchmonitor.setup.registry;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Opens a page in the user's browser with the system's own command; prints nothing.
 *
 * <p>The browser opens a file that only the user can read and that redirects to the page. Otherwise
 * the token would be in the command line of a process, which every user can read.
 */
public final class Browser {
  private final Registry registry;
  private final String system;
  private final Map<String, String> environment;

  Browser(Registry registry, String system, Map<String, String> environment) {
    this.registry = registry;
    this.system = system.toLowerCase(Locale.ROOT);
    this.environment = environment;
  }

  public static Browser of(Registry registry) {
    return new Browser(registry, System.getProperty("os.name", ""), System.getenv());
  }

  /** Why none can be opened here, if so. */
  public Optional<String> missing() {
    return command("").isEmpty() ? Optional.of("this machine has no screen") : Optional.empty();
  }

  /**
   * Opens the page with all rights.
   *
   * @throws IOException if there is no screen or no such command
   */
  public void open(RegistryEntry entry) throws IOException {
    Optional<String> missing = missing();
    if (missing.isPresent()) {
      throw new IOException(missing.get());
    }
    Path leading = registry.writeFile(entry.pid() + Registry.PAGE, leadingTo(entry));
    new ProcessBuilder(command(leading.toUri().toString()))
        .redirectInput(ProcessBuilder.Redirect.from(nothing()))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private File nothing() {
    return new File(system.startsWith("windows") ? "NUL" : "/dev/null");
  }

  /** The URL holds nothing that HTML would read: it is the server's own and a token's letters. */
  static byte[] leadingTo(RegistryEntry entry) {
    String page =
        "<!doctype html><meta charset=\"utf-8\"><title>Bench Monitor</title>\n"
            + "<meta http-equiv=\"refresh\" content=\"0; url="
            + escaped(entry.urlWithToken())
            + "\">\n";
    return page.getBytes(StandardCharsets.UTF_8);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
  }

  private List<String> command(String page) {
    if (system.startsWith("windows")) {
      return List.of("rundll32", "url.dll,FileProtocolHandler", page);
    }
    if (system.startsWith("mac")) {
      return List.of("open", page);
    }
    boolean screen =
        !environment.getOrDefault("DISPLAY", "").isEmpty()
            || !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty();
    return screen ? List.of("xdg-open", page) : List.of();
  }
}
