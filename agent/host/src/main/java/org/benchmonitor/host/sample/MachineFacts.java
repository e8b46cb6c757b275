package org.benchmonitor.host.sample;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * What a run is made on, for runs to be compared: cores, processor, and a mark that tells machines
 * apart. Stateless.
 *
 * <p>It reads with {@code java.io}, as {@link LinuxProcess} does, and only the beginning of a file:
 * the kernel writes that of the processors while it is read, core by core.
 */
public final class MachineFacts {
  private static final int MOST_BYTES = 2048;
  private static final String MODEL = "model name";

  private MachineFacts() {}

  /** Those of this machine; what the system does not tell is left out. */
  public static Map<String, String> get() {
    return of(
        Runtime.getRuntime().availableProcessors(),
        beginning("/proc/cpuinfo"),
        beginning("/etc/machine-id"));
  }

  static Map<String, String> of(int cores, String processors, String id) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("cores", Integer.toString(cores));
    String processor = model(processors);
    if (!processor.isEmpty()) {
      facts.put("processor", processor);
    }
    if (!id.isBlank()) {
      facts.put("id", mark(id.strip()));
    }
    return facts;
  }

  private static String model(String processors) {
    int line = processors.indexOf(MODEL);
    int colon = line < 0 ? -1 : processors.indexOf(':', line);
    int end = colon < 0 ? -1 : processors.indexOf('\n', colon);
    return end < 0 ? "" : processors.substring(colon + 1, end).strip();
  }

  /** Nobody is to tell a machine by it. */
  private static String mark(String id) {
    CRC32 sum = new CRC32();
    sum.update(id.getBytes(StandardCharsets.UTF_8));
    return Long.toHexString(sum.getValue());
  }

  private static String beginning(String file) {
    byte[] bytes = new byte[MOST_BYTES];
    try (FileInputStream in = new FileInputStream(file)) {
      int length = in.read(bytes);
      return length <= 0 ? "" : new String(bytes, 0, length, StandardCharsets.UTF_8);
    } catch (IOException | SecurityException unreadable) {
      return "";
    }
  }
}
