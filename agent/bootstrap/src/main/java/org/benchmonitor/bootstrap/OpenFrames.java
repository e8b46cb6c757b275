package org.benchmonitor.bootstrap;

/**
 * Finds out which of a worker's open frames belong to methods that still run. Own thread only;
 * takes at most some hundred microseconds.
 *
 * <p>If the stack ends between a method's last instruction and the probe's first, there is no room
 * to leave the frame or to note that. A frame that stays open would drop all later calls of its
 * operation as nested. So a worker checks after a StackOverflowError and, ever less often, after
 * very many nested calls.
 */
final class OpenFrames {
  /** HotSpot reports at most 1,024 frames of a stack by default. */
  private static final int USUAL = 1_000;

  // Plain: a thread that reads the initial value judges as on a default JVM.
  private static int cutAt = USUAL;

  private OpenFrames() {}

  /**
   * Measures where this JVM cuts a stack, which its options may set. A cut stack shows only the
   * innermost frames, and the last of these may be any {@code run}.
   */
  static void learn() {
    cutAt = Math.min(USUAL, seen(USUAL));
  }

  /** The number of frames seen of a stack of at least {@code frames}. */
  private static int seen(int frames) {
    return frames > 0 ? seen(frames - 1) : new Throwable().getStackTrace().length;
  }

  /** What {@link #count} returns if it cannot tell. */
  static final int UNKNOWN = -1;

  /**
   * Counts the open frames, from the outermost, whose methods are on this thread's stack.
   *
   * @param entering the site that is being entered now, which has no frame yet
   * @param doubted whether something was lost just before
   * @return the number of frames really open, or {@link #UNKNOWN}
   */
  static int count(Worker worker, int depth, int entering, boolean doubted) {
    StackTraceElement[] stack = new Throwable().getStackTrace();
    int above = indexOf(Sites.get(entering), stack, -1, 1);
    if (above < 0) {
      return UNKNOWN;
    }
    if (isWhole(stack)) {
      return count(worker, depth, stack, above);
    }
    // Further down the method might run once more, but a lost frame is likelier.
    Frame innermost = worker.frame(depth - 1);
    boolean lost =
        doubted
            && innermost.siteId == entering
            && stack.length >= cutAt
            && indexOf(Sites.get(entering), stack, above, 1) < 0;
    return lost ? depth - 1 : UNKNOWN;
  }

  private static int count(Worker worker, int depth, StackTraceElement[] stack, int above) {
    Frame frame = worker;
    int at = stack.length;
    for (int open = 0; open < depth; open++) {
      Site site = Sites.get(frame.siteId);
      if (site == null || site.method() == null) {
        return UNKNOWN;
      }
      at = indexOf(site, stack, at, -1);
      if (at <= above) {
        return open;
      }
      frame = frame.child();
    }
    return depth;
  }

  private static boolean isWhole(StackTraceElement[] stack) {
    if (stack.length == 0 || stack.length >= cutAt) {
      return false;
    }
    String first = stack[stack.length - 1].getMethodName();
    return first.equals("run") || first.equals("main");
  }

  private static int indexOf(Site site, StackTraceElement[] stack, int from, int step) {
    if (site != null && site.method() != null) {
      for (int i = from + step; i >= 0 && i < stack.length; i += step) {
        if (site.method().isAt(stack[i])) {
          return i;
        }
      }
    }
    return -1;
  }
}
