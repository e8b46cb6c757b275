package org.benchmonitor.host.otlp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.benchmonitor.host.http.HttpPost;
import org.benchmonitor.run.export.Exposition;
import org.benchmonitor.run.export.ServerState;
import org.benchmonitor.run.model.Lifetime;
import org.benchmonitor.run.otlp.OtlpAnswer;
import org.benchmonitor.run.otlp.OtlpOrigin;
import org.benchmonitor.run.otlp.OtlpRequests;
import org.benchmonitor.run.thread.Loop;
import org.benchmonitor.run.thread.Pace;
import org.benchmonitor.run.thread.Rest;
import org.benchmonitor.run.thread.Rests;
import org.benchmonitor.run.thread.ThreadMaker;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Runs;
import org.benchmonitor.setup.config.HttpUrl;
import org.benchmonitor.setup.config.Secret;
import org.benchmonitor.setup.log.AgentLog;
import org.jspecify.annotations.Nullable;

/**
 * Pushes all metrics to a receiver, again and again, from a thread of its own.
 *
 * <p>Every push has all counters as they are then, so nothing is queued: what could not be sent is
 * in the next one. After a failure the next comes after 1 s, 2 s, 4 s and so on, up to a minute or
 * the interval if that is longer, and not before the receiver says. A random part keeps many JVMs
 * from coming at once. The last push is made when the program ends.
 *
 * <p>The log tells the receiver by its host and port: its path, its query and its headers may be
 * secrets.
 */
public final class OtlpExport implements Loop {
  private static final String CONTENT_TYPE = "application/x-protobuf";
  private static final long SECOND = 1_000_000_000L;
  private static final long LONGEST_PAUSE_NANOS = 60 * SECOND;
  private static final long POLL_NANOS = 2_000_000;

  /** A receiver that restarts is not worth a warning on the page. */
  private static final int FAILURES_TO_WARN = 3;

  /** Beyond it, a host that is short of room pushes nothing, as it makes no large answers. */
  private static final int FEW_OPERATIONS = 100;

  private static final int MOST_TRIES_AT_END = 5;
  private static final long FIRST_PAUSE_AT_END_NANOS = SECOND / 10;
  private static final long LONGEST_PAUSE_AT_END_NANOS = 2 * SECOND;

  /**
   * What is told, read for each push.
   *
   * @param lifetime what was counted over all runs
   * @param now the time, on the axis of the runs
   */
  public record Source(
      Runs runs,
      Supplier<Lifetime> lifetime,
      Supplier<ServerState> server,
      Supplier<Instant> now) {}

  /**
   * How long things may take.
   *
   * @param interval between two pushes
   * @param timeoutMillis for a connection, and for an answer
   * @param atEndMillis the same for the last push
   * @param requestNanos for one request, until it is aborted
   */
  record Times(Duration interval, int timeoutMillis, int atEndMillis, long requestNanos) {
    static Times of(Duration interval) {
      return new Times(interval, 5_000, 2_000, 15 * SECOND);
    }
  }

  /** How much room the host has for a push. */
  public enum Room {
    NONE,
    LITTLE,
    ENOUGH
  }

  /** A receiver that did not take a request. */
  private static final class Refused extends IOException {
    private static final long serialVersionUID = 1;
    private final boolean mayBeSentAgain;
    private final long pauseNanos;

    Refused(int status, String message, Duration pause) {
      super("it answered " + status + (message.isEmpty() ? "" : ": " + message));
      this.mayBeSentAgain = OtlpEndpoint.mayBeSentAgain(status);
      this.pauseNanos = pause.toNanos();
    }
  }

  private final String receiver;
  private final Times times;
  private final Source source;
  private final ThreadMaker threads;
  private final AgentLog log;
  private final HttpPost post;
  private final Redaction redaction;

  /** Of the loop's thread. */
  private @Nullable String hostName;

  private long dueNanos;
  private int triesAtEnd;
  private String lastPartial = "";
  private long partials;

  private volatile long failures;
  private volatile String lastFailure = "";
  private volatile Room room = Room.ENOUGH;
  private volatile boolean hanging;
  private volatile boolean finishing;
  private volatile boolean finished;
  private volatile boolean lastIsTaken;
  private volatile boolean over;

  /** Guarded by this. */
  private @Nullable Thread thread;

  /**
   * Makes it; nothing is connected.
   *
   * @param headers of each request
   * @param interval between two pushes
   */
  public OtlpExport(
      HttpUrl receiver,
      Map<String, Secret> headers,
      Duration interval,
      Source source,
      ThreadMaker threads,
      AgentLog log) {
    this(receiver, headers, Times.of(interval), source, threads, log);
  }

  OtlpExport(
      HttpUrl receiver,
      Map<String, Secret> headers,
      Times times,
      Source source,
      ThreadMaker threads,
      AgentLog log) {
    this.receiver = receiver.authority();
    this.times = times;
    this.source = source;
    this.threads = threads;
    this.log = log;
    String url = OtlpEndpoint.of(receiver.url().text());
    this.post = new HttpPost(url, CONTENT_TYPE, headers, true);
    this.redaction = Redaction.of(url, headers.values());
    this.dueNanos = System.nanoTime() + times.interval.toNanos();
  }

  /** Begins; the first push comes after an interval. */
  public void start() {
    started();
  }

  private synchronized Thread started() {
    Thread running = thread;
    if (running == null) {
      running = threads.loop("monitor-otlp", this);
      running.start();
      thread = running;
    }
    return running;
  }

  /** False if the system had none left. */
  private synchronized boolean hasThread() {
    return thread != null;
  }

  /** What the host has room for from now on. */
  public void allow(Room has) {
    room = has;
  }

  /** Aborts a request that takes too long; called about once a second by a thread of the agent. */
  public void look() {
    HttpPost.Sending sending = post.sending();
    if (sending != null && sending.nanos() > times.requestNanos) {
      if (!sending.isAborted()) {
        abort(sending);
      } else if (sending.nanos() > 2 * times.requestNanos) {
        hanging = true;
      }
    }
  }

  /** On another thread, because the JDK may wait for a TLS connection to be closed. */
  private void abort(HttpPost.@Nullable Sending sending) {
    if (sending != null) {
      sending.giveUp();
      threads.once("monitor-otlp-abort", sending::abort).start();
    }
  }

  /** A sentence for the page, while several pushes in a row have failed; else empty. */
  public String warning() {
    if (hanging) {
      return "the metrics do not reach "
          + receiver
          + " (otlp=): it reads nothing, and its connection cannot be closed";
    }
    return failures < FAILURES_TO_WARN
        ? ""
        : "the metrics do not reach "
            + receiver
            + " (otlp=): "
            + lastFailure
            + ", "
            + failures
            + " times in a row";
  }

  /** Begins the last push, and returns at once; one that is under way is aborted for it. */
  public void finish() {
    long now = System.nanoTime();
    finishing = true;
    HttpPost.Sending sending = post.sending();
    if (sending != null && sending.isOlderThan(now)) {
      abort(sending);
    }
    LockSupport.unpark(started());
  }

  /**
   * Waits for the last push, and ends.
   *
   * @param deadlineNanos when to give up, on the clock of {@link System#nanoTime}
   * @return whether all was taken
   */
  public boolean close(long deadlineNanos) {
    if (!finishing) {
      finish();
    }
    while (!finished && hasThread() && System.nanoTime() - deadlineNanos < 0) {
      Rest.nanos(POLL_NANOS);
    }
    boolean isTaken = finished && lastIsTaken;
    over = true;
    post.end();
    abort(post.sending());
    LockSupport.unpark(started());
    return isTaken;
  }

  @Override
  public boolean isOver() {
    return over || finished;
  }

  @Override
  public void turn() {
    if (hostName == null && !finishing) {
      // Not with the last push: it may wait for the network.
      hostName = nameOfHost();
    }
    long left = dueNanos - System.nanoTime();
    boolean endsNow = finishing && triesAtEnd == 0;
    if (left > 0 && !endsNow) {
      Rest.nanos(left);
    } else {
      dueNanos = (finishing ? pushAtEnd() : push()) + System.nanoTime();
    }
  }

  private static String nameOfHost() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException nameless) {
      return "";
    }
  }

  /** Pushes once and returns the time to the next. */
  private long push() {
    try {
      sendAll(times.timeoutMillis);
      return times.interval.toNanos();
    } catch (Refused refused) {
      return Math.max(failed(refused), refused.pauseNanos);
    } catch (IOException | RuntimeException failure) {
      // The end of the program has aborted it, and pushes anew.
      return finishing ? 0 : failed(failure);
    }
  }

  /** Pushes the last time and returns the time to the next try, if that may help soon. */
  private long pushAtEnd() {
    boolean wasWell = failures == 0;
    long pause = FIRST_PAUSE_AT_END_NANOS << triesAtEnd;
    triesAtEnd++;
    boolean mayHelp;
    try {
      lastIsTaken = sendAll(wasWell ? times.atEndMillis : times.atEndMillis / 2);
      mayHelp = false;
    } catch (Refused refused) {
      failed(refused);
      pause = Math.max(pause, refused.pauseNanos);
      mayHelp = refused.mayBeSentAgain && pause <= LONGEST_PAUSE_AT_END_NANOS;
    } catch (Error failure) {
      // No other try would end otherwise.
      finished = true;
      throw failure;
    } catch (IOException | RuntimeException failure) {
      failed(failure);
      boolean isLate = failure instanceof SocketTimeoutException;
      mayHelp = wasWell && failure instanceof IOException && !isLate;
    }
    finished = !mayHelp || triesAtEnd == MOST_TRIES_AT_END;
    return pause;
  }

  /** Sends all that there is; false if the host has no room for that. */
  private boolean sendAll(int timeoutMillis) throws IOException {
    // First: what is read from here on has all that was counted at the end.
    boolean isLast = finishing;
    RunView run = source.runs.current().orElse(null);
    if (run == null) {
      return true;
    }
    Lifetime lifetime = source.lifetime.get();
    boolean isSmall = lifetime.operations().operationCount() <= FEW_OPERATIONS;
    if (room != Room.ENOUGH && !(room == Room.LITTLE && isSmall)) {
      return false;
    }
    OtlpRequests.write(
        Exposition.of(lifetime, run, source.server.get()),
        OtlpOrigin.of(run.header(), hostName == null ? "" : hostName),
        source.now.get(),
        new Pace(Rests.REAL),
        body -> send(body, timeoutMillis, isLast));
    if (failures > 0) {
      log.info(pushes() + "was taken again, after " + failures + " failures");
    }
    failures = 0;
    lastFailure = "";
    hanging = false;
    return true;
  }

  private void send(byte[] body, int timeoutMillis, boolean isLast) throws IOException {
    if (finishing != isLast) {
      throw new IOException("the program has ended");
    }
    HttpPost.Answer answer = post.send(body, timeoutMillis);
    if (!answer.isAccepted()) {
      throw new Refused(
          answer.status(),
          redaction.of(OtlpAnswer.refusal(answer.body())),
          OtlpEndpoint.pause(answer.retryAfter(), Instant.now()));
    }
    OtlpAnswer taken = OtlpAnswer.of(answer.body());
    if (taken.rejected() > 0 || !taken.message().isEmpty()) {
      sayPartial(taken);
    }
  }

  /** At the first of its kind, and ever more rarely then. */
  private void sayPartial(OtlpAnswer taken) {
    String message = redaction.of(taken.message());
    partials = message.equals(lastPartial) ? partials + 1 : 1;
    lastPartial = message;
    if (Long.bitCount(partials) == 1) {
      log.warn(
          pushes()
              + (taken.rejected() > 0
                  ? "was taken without " + taken.rejected() + " points"
                  : "was taken with a warning")
              + (message.isEmpty() ? "" : ": " + message));
    }
  }

  /** Counts a failure, tells it if it is another one or the last was long ago; the next pause. */
  private long failed(Exception failure) {
    String reason =
        failure instanceof Refused
            ? String.valueOf(failure.getMessage())
            : redaction.of(failure.toString());
    long count = failures + 1;
    if (Long.bitCount(count) == 1 || !reason.equals(lastFailure)) {
      log.warn(pushes() + "failed: " + reason);
    }
    lastFailure = reason;
    failures = count;
    long most = Math.max(LONGEST_PAUSE_NANOS, times.interval.toNanos());
    long pause = Math.min(most, SECOND << Math.min(count - 1, 20));
    return pause + ThreadLocalRandom.current().nextLong(pause / 10);
  }

  private String pushes() {
    return "a push to " + receiver + " (otlp=) ";
  }
}
