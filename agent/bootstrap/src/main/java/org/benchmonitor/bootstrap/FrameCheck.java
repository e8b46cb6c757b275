package org.benchmonitor.bootstrap;

/**
 * When a worker has to make sure that its open frames' methods still run: at the next nested call
 * after something was lost to a StackOverflowError, else ever more seldom. Own thread only.
 */
final class FrameCheck {
  /** So few calls are lost where a frame stayed open and nobody could note it. */
  static final int FIRST = 4;

  private static final int SOON = 1_024;
  private static final int MOST = 1 << 20;

  private int doubtsSeen = Probe.doubts;
  private int until = FIRST;
  private int pause = FIRST;
  private boolean doubted;

  // Calls that were taken for nested ones of the frame that began then.
  private long droppedSince;
  private int dropped;

  /** Counts a nested call; true if the frames are to be looked at before it. */
  boolean isDue() {
    if (doubtsSeen != Probe.doubts) {
      doubtsSeen = Probe.doubts;
      doubted = true;
      pause = 1;
      until = 1;
    }
    return --until <= 0;
  }

  /** A call is not counted because its operation is open already, by this frame. */
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
      // What is in doubt is settled soon after the stack can be judged again.
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
    // In doubt, the call of the frame itself is counted as lost already.
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
