package org.benchmonitor.run.frame;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.export.JsonLine;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.RunHeader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads the header of a file; {@link Writing} writes it without a class of Jackson. */
final class HeaderText {
  static final String FORMAT = "bench-monitor-run";
  static final int VERSION = 1;

  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofHours(1);

  private HeaderText() {}

  /** Apart, because a host that records loads this class alone. */
  static final class Writing {
    private Writing() {}

    static byte[] bytes(RunHeader header) {
      HostFacts host = header.host();
      JsonLine line =
          new JsonLine()
              .put("format", FORMAT)
              .put("version", VERSION)
              .put("session", header.session())
              .put("digits", header.digits())
              .put("interval_nanos", host.interval().toNanos())
              .put("agent_version", host.version())
              .put("pid", host.pid())
              .put("started", header.started())
              .put("jvm_name", host.jvmName())
              .put("jvm_version", host.jvmVersion())
              .put("jvm_vendor", host.jvmVendor())
              .put("main_class", host.mainClass())
              .put("control", host.control());
      Duration duration = host.duration();
      if (duration != null) {
        line.put("duration_nanos", duration.toNanos());
      }
      Integer workers = host.workers();
      if (workers != null) {
        line.put("workers", workers);
      }
      String scenario = host.scenario();
      if (scenario != null) {
        line.put("scenario", scenario);
      }
      line.put("patterns", header.patterns());
      if (!header.thresholds().isEmpty()) {
        line.put("thresholds", header.thresholds());
      }
      return line.put("tags", header.tags()).put("machine", header.machine()).bytes();
    }
  }

  /**
   * Reads a header.
   *
   * @throws BadFrame if it is not that of such a file, or of a later version of the format
   */
  static RunHeader read(byte[] utf8) throws BadFrame {
    JsonNode text;
    try {
      text = Json.read(utf8);
    } catch (JacksonException invalid) {
      throw new BadFrame("its header is no JSON");
    }
    if (!FORMAT.equals(text.path("format").asString(""))) {
      throw new BadFrame("its header is not that of a recorded run");
    }
    int version = text.path("version").asInt(0);
    if (version != VERSION) {
      throw new BadFrame("its format is version " + version + ", this program reads " + VERSION);
    }
    int digits = text.path("digits").asInt(0);
    if (digits < 2 || digits > 3) {
      throw new BadFrame("its histograms have " + digits + " digits, allowed are 2 and 3");
    }
    HostFacts host =
        new HostFacts(
            text.path("agent_version").asString(""),
            text.path("pid").asLong(0),
            text.path("jvm_name").asString(""),
            text.path("jvm_version").asString(""),
            text.path("jvm_vendor").asString(""),
            text.path("main_class").asString(""),
            durationOrNull(text.path("duration_nanos")),
            text.path("workers").isInt() ? (Integer) text.path("workers").asInt(0) : null,
            text.path("scenario").isString() ? text.path("scenario").asString() : null,
            interval(text.path("interval_nanos").asLong(0)),
            text.path("control").asBoolean(false));
    return new RunHeader(
        text.path("session").asString(""),
        host,
        text.path("started").asString(""),
        digits,
        texts(text.path("patterns")),
        texts(text.path("thresholds")),
        pairs(text.path("tags")),
        pairs(text.path("machine")));
  }

  private static @Nullable Duration durationOrNull(JsonNode nanos) {
    return nanos.isIntegralNumber() ? Duration.ofNanos(nanos.asLong(0)) : null;
  }

  private static Duration interval(long nanos) throws BadFrame {
    Duration interval = Duration.ofNanos(nanos);
    if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
      throw new BadFrame("its interval is " + nanos + " ns, allowed are 1 ms to 1 h");
    }
    return interval;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(one -> texts.add(one.asString("")));
    return List.copyOf(texts);
  }

  private static Map<String, String> pairs(JsonNode object) {
    Map<String, String> pairs = new LinkedHashMap<>();
    object.properties().forEach(one -> pairs.put(one.getKey(), one.getValue().asString("")));
    return pairs;
  }
}
