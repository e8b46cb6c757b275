package org.benchmonitor.run.frame;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.benchmonitor.run.model.LogEntry;
import org.benchmonitor.run.model.LogLevel;

/** The frame of an entry of the agent's log. Stateless. */
final class LogFrames {
  private static final int TEXT = 0;
  private static final int WHOLE = 1;
  private static final int DECIMAL = 2;
  private static final int TRUTH = 3;

  private LogFrames() {}

  static void write(LogEntry entry, FrameBuffer out) {
    out.begin(FrameType.LOG)
        .time(entry.timestamp())
        .unsigned(Codes.of(entry.level()))
        .text(entry.message())
        .unsigned(entry.context().size());
    for (Map.Entry<String, Object> one : entry.context().entrySet()) {
      out.text(one.getKey());
      Object value = one.getValue();
      if (value instanceof Boolean truth) {
        out.unsigned(TRUTH).flag(truth);
      } else if (value instanceof Double || value instanceof Float) {
        out.unsigned(DECIMAL).number(((Number) value).doubleValue());
      } else if (value instanceof Long || value instanceof Integer) {
        out.unsigned(WHOLE).signed(((Number) value).longValue());
      } else {
        out.unsigned(TEXT).text(String.valueOf(value));
      }
    }
    out.end();
  }

  static LogEntry read(FrameInput in) throws BadFrame {
    Instant at = in.time();
    LogLevel level = Codes.level(in.small());
    String message = in.text();
    Map<String, Object> context = new LinkedHashMap<>();
    for (int left = in.size(); left > 0; left--) {
      String name = in.text();
      int kind = in.small();
      switch (kind) {
        case TEXT -> context.put(name, in.text());
        case WHOLE -> context.put(name, in.signed());
        case DECIMAL -> context.put(name, in.number());
        case TRUTH -> context.put(name, in.flag());
        // Of a later version: its bytes.
        default -> in.bytes();
      }
    }
    return new LogEntry(at, level, message, context);
  }
}
