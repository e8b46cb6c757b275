package org.benchmonitor.host;

import java.lang.StackWalker.StackFrame;
import java.util.List;
import java.util.Map;

/**
 * How the JVM came to its end, read from the JDK's frames on the stack of the ending thread. Names
 * of threads prove nothing: any thread can have any name.
 *
 * @param signal the name of the signal, empty but for {@link Way#SIGNAL}
 */
record Ending(Way way, String signal) {
  /** What ended the JVM. */
  enum Way {
    SIGNAL,
    /** The last non-daemon thread, mostly main, has ended. */
    RETURN,
    EXIT
  }

  private static final String JDK = "java.base";
  private static final String SHUTDOWN = "java.lang.Shutdown";
  private static final String SIGNAL = "jdk.internal.misc.Signal";
  private static final Ending EXITED = new Ending(Way.EXIT, "");

  /** Reads the calling thread, which must be the one that ends the JVM. */
  static Ending byThisThread() {
    try {
      // Not from a Throwable: the host's options may leave out its stack.
      return of(
          Thread.currentThread().getName(),
          StackWalker.getInstance()
              .walk(frames -> frames.map(StackFrame::toStackTraceElement).toList()));
    } catch (RuntimeException | Error unreadable) {
      return EXITED;
    }
  }

  /** Finds the thread that ends the JVM and waits for its hooks; called on a hook's thread. */
  static Ending byAnotherThread() {
    try {
      for (Map.Entry<Thread, StackTraceElement[]> one : Thread.getAllStackTraces().entrySet()) {
        List<StackTraceElement> frames = List.of(one.getValue());
        if (isAnyOf(SHUTDOWN, frames)) {
          return of(one.getKey().getName(), frames);
        }
      }
      return EXITED;
    } catch (RuntimeException | Error unreadable) {
      return EXITED;
    }
  }

  /** Reads the frames of a thread, the innermost first. */
  static Ending of(String thread, List<StackTraceElement> frames) {
    if (isAnyOf(SIGNAL, frames)) {
      // The JDK names the thread after the signal; the host's handler may have renamed it.
      return new Ending(
          Way.SIGNAL, thread.startsWith("SIG") ? thread.split(" ", 2)[0] : "a signal");
    }
    // Only the JVM itself calls it, when the last thread has ended.
    boolean returned =
        !frames.isEmpty()
            && isOf(SHUTDOWN, frames.get(frames.size() - 1))
            && frames.get(frames.size() - 1).getMethodName().equals("shutdown");
    return returned ? new Ending(Way.RETURN, "") : EXITED;
  }

  private static boolean isAnyOf(String type, List<StackTraceElement> frames) {
    for (StackTraceElement frame : frames) {
      if (isOf(type, frame)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is the JDK's class or one nested in it; no other loader can name this module. */
  private static boolean isOf(String type, StackTraceElement frame) {
    String name = frame.getClassName();
    return JDK.equals(frame.getModuleName()) && (name.equals(type) || name.startsWith(type + "$"));
  }
}
