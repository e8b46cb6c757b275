package org.benchmonitor.bootstrap;

/**
 * Tells which of a worker's open frames belong to methods that are still running.
 *
 * <p>Where the stack ends between a method's last instruction and the probe's first, there is no
 * room to leave the frame in, and none to note that. An open frame that stays would drop all later
 * calls of its operation as nested ones. So a worker looks here when something was lost to a
 * StackOverflowError, and, ever more seldom, when very many calls were nested. Own thread only; at
 * most some hundred microseconds.
 */
final class OpenFrames {
  /** HotSpot gives no more of a stack than 1,024 frames, unless told to. */
  private static final int USUAL = 1_000;

  // Plain: whoever sees the first value judges as on a usual JVM.
  private static int cutAt = USUAL;

  private OpenFrames() {}

  /**
   * Learns at which length this JVM cuts a stack, for its options may say so: the innermost frames
   * are all that is seen of it then, and the last of them may be anybody's {@code run}.
   */
  static void learn() {
    cutAt = Math.min(USUAL, seen(USUAL));
  }

  /** How many frames are seen where at least so many are there. */
  private static int seen(int frames) {
    return frames > 0 ? seen(frames - 1) : new Throwable().getStackTrace().length;
  }

  /** What {@link #count} returns where it cannot be known. */
  static final int UNKNOWN = -1;

  /**
   * Counts the open frames, from the outermost, whose methods are on this thread's stack.
   *
   * @param entering the site that is being entered now, which has no frame yet
   * @param doubted whether something was lost just before
   * @return how many are really open, or {@link #UNKNOWN}
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
    // Below what can be seen the method may run once more, but hardly: what was lost is likelier.
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
