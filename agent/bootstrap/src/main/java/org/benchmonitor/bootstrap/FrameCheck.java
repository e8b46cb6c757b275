package org.benchmonitor.bootstrap;

/**
 * Decides when a worker checks that the methods of its open frames still run. It is due at the next
 * nested call after a StackOverflowError, otherwise ever less often. Own thread only.
 */
final class FrameCheck {
  /** At most so many calls are lost to an open frame that nobody could note. */
  static final int FIRST = 4;

  private static final int SOON = 1_024;
  private static final int MOST = 1 << 20;

  private int doubtsSeen = Probe.doubts;
  private int until = FIRST;
  private int pause = FIRST;
  private boolean doubted;

  // The calls dropped as nested in the frame that began at this tick.
  private long droppedSince;
  private int dropped;

  /** Counts a nested call; true if the frames must be checked before it. */
  boolean isDue() {
    if (doubtsSeen != Probe.doubts) {
      doubtsSeen = Probe.doubts;
      doubted = true;
      pause = 1;
      until = 1;
    }
    return --until <= 0;
  }

  /** Notes a call that is not counted because this frame has its operation open. */
  void dropped(Frame frame) {
    if (frame.startTicks != droppedSince) {
      droppedSince = frame.startTicks;
      dropped = 0;
    }
    dropped++;
  }

  /** The depth without the frames whose methods have ended. */
  int depth(Worker worker, int depth, int entering) {
    int open = OpenFrames.count(worker, depth, entering, doubted);
    if (open == OpenFrames.UNKNOWN) {
      // A doubt is settled soon after the stack can be judged again.
      pause = Math.min(doubted ? SOON : MOST, pause * 2);
      until = pause;
      return depth;
    }
    if (open < depth) {
      lost(worker.frame(open));
      pause = FIRST;
    } else {
      pause = Math.min(MOST, pause * 2);
    }
    until = pause;
    doubted = false;
    return open;
  }

  private void lost(Frame frame) {
    // In doubt, the call of the frame itself is already counted as lost.
    int calls = doubted ? 0 : 1;
    if (frame.startTicks == droppedSince) {
      calls += dropped;
    }
    Site site = Sites.get(frame.siteId);
    if (site != null) {
      site.countLost(calls);
    }
  }
}
