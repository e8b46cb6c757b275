package org.benchmonitor.host.instrument.targets;

import java.time.Duration;

/** Begins operations in some methods and ends them in others. */
public class EventLoop {
  private long next;

  /** What a call is about. */
  public static final class Call {
    @SuppressWarnings("UnusedVariable") // read by a path
    private final Id id;

    public Call(long number) {
      this.id = new Id(number);
    }
  }

  /** The number of a call. */
  public static final class Id {
    private final long number;

    Id(long number) {
      this.number = number;
    }

    public long get() {
      return number;
    }
  }

  /** How a call ended. */
  public static final class Status {
    private final String code;

    public Status(String code) {
      this.code = code;
    }

    public boolean isOk() {
      return code.equals("OK");
    }

    public String getCode() {
      return code;
    }
  }

  /** Has a label, which may be null, or throw, or call what it labels. */
  public static final class Labelled {
    private final String label;

    public Labelled(String label) {
      this.label = label;
    }

    public String getLabel() {
      if (label != null && label.isEmpty()) {
        throw new IllegalStateException("no label");
      }
      return label;
    }

    public String label() {
      return run();
    }

    public String run() {
      return label;
    }
  }

  /** What a callback is told. */
  public interface Done {
    void done(Object what);
  }

  public void sample(int number, Labelled sampler) {}

  public void send(Labelled message, Done done) {
    done.done(message);
  }

  public void start(Call call, boolean fails) {
    if (fails) {
      throw new IllegalStateException("not sent");
    }
  }

  public void end(Call call, Status status) {
    next++;
  }

  public static void startStatic(int number) {}

  public void publish(String exchange, long number) {}

  public void handleAck(long number, boolean multiple) {}

  public void handleNack(long number, boolean multiple) {}

  public String submit() {
    return "call-" + next++;
  }

  public Call poll(String id) {
    return new Call(id.length());
  }

  public String take(String id) {
    return id;
  }

  public void logResponse(String request, long start, long end, Status status) {
    log(request, start, end, status);
  }

  public void log(String request, long start, long end, Status status) {}

  public void confirmed(int count, long[] latencies) {}

  public Duration timed(double millis) {
    return Duration.ofNanos((long) (millis * 1e6));
  }
}
