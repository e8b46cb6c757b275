package org.benchmonitor.host;

import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.Map;

/**
 * How the JVM came to its end, told by what the JDK's own frames on the ending thread's stack say:
 * any thread can have any name.
 *
 * @param signal the name of the signal, empty but for {@link Way#SIGNAL}
 */
record Ending(Way way, String signal) {
  /** By whom. */
  enum Way {
    SIGNAL,
    /** The last thread that is no daemon has ended, mostly main. */
    RETURN,
    EXIT
  }

  private static final String JDK = "java.base";
  private static final String SHUTDOWN = "java.lang.Shutdown";
  private static final String SIGNAL = "jdk.internal.misc.Signal";
  private static final Ending EXITED = new Ending(Way.EXIT, "");

  /** Asked on the thread that ends the JVM. */
  static Ending byThisThread() {
    try {
      // Not by a Throwable: the host's options may leave its stack out.
      return of(
          Thread.currentThread().getName(),
          StackWalker.getInstance()
              .walk(frames -> frames.map(StackFrame::toStackTraceElement).toList()));
    } catch (RuntimeException | Error unreadable) {
      return EXITED;
    }
  }

  /** Asked on a shutdown hook's thread, while the thread that ends the JVM waits for the hooks. */
  static Ending byAnotherThread() {
    try {
      for (Map.Entry<Thread, StackTraceElement[]> one : Thread.getAllStackTraces().entrySet()) {
        List<StackTraceElement> frames = List.of(one.getValue());
        if (frames.stream().anyMatch(frame -> isOf(SHUTDOWN, frame))) {
          return of(one.getKey().getName(), frames);
        }
      }
      return EXITED;
    } catch (RuntimeException | Error unreadable) {
      return EXITED;
    }
  }

  /** The same of a thread's frames, the innermost first. */
  static Ending of(String thread, List<StackTraceElement> frames) {
    if (frames.stream().anyMatch(frame -> isOf(SIGNAL, frame))) {
      // The JDK has named it after the signal; the host's handler may have named it anew.
      return new Ending(
          Way.SIGNAL, thread.startsWith("SIG") ? thread.split(" ", 2)[0] : "a signal");
    }
    // Nothing calls it but the JVM itself, when the last thread has ended.
    boolean returned =
        !frames.isEmpty()
            && isOf(SHUTDOWN, frames.get(frames.size() - 1))
            && frames.get(frames.size() - 1).getMethodName().equals("shutdown");
    return returned ? new Ending(Way.RETURN, "") : EXITED;
  }

  /** Of this class or one inside it, and the JDK's own: no other loader can name this module. */
  private static boolean isOf(String type, StackTraceElement frame) {
    String name = frame.getClassName();
    return JDK.equals(frame.getModuleName()) && (name.equals(type) || name.startsWith(type + "$"));
  }
}
