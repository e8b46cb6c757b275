package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Operations whose end finds no room, and what becomes of the next ones. */
class LeavingTest extends InstalledRecording {
  private final Site leaf =
      recording
          .sites()
          .add("leaf", null, new InstrumentedMethod(LeavingTest.class.getName(), "leaf", null));
  private final Site outer =
      recording
          .sites()
          .add("outer", null, new InstrumentedMethod(LeavingTest.class.getName(), "outer", null));
  private int depth;

  private long count(Site site) {
    return count(site, false) + count(site, true);
  }

  /** With what the advice adds to it. */
  private void leaf(Throwable thrown) {
    Frame frame;
    try {
      frame = Probe.enter(leaf.id());
    } catch (Throwable failure) {
      Probe.suppressed(failure, leaf.id());
      frame = null;
    }
    try {
      Probe.exit(frame, thrown);
    } catch (Throwable failure) {
      Probe.suppressed(failure, leaf.id());
    }
  }

  private void lostLeaf() {
    leafThatIsNeverLeft();
  }

  private void leafThatIsNeverLeft() {
    Probe.enter(leaf.id());
  }

  private void outer(Runnable inside) {
    Frame frame = Probe.enter(outer.id());
    inside.run();
    Probe.exit(frame, null);
  }

  private void deeper(Throwable thrown) {
    depth++;
    leaf(thrown);
    if (depth > 0) {
      deeper(thrown);
    }
  }

  private void overflow(Throwable thrown) {
    try {
      deeper(thrown);
    } catch (StackOverflowError expected) {
      // The end of the stack lies anywhere in the probe.
    }
  }

  @Test
  void atTheEndOfTheStackEveryCallIsCountedOrLost() throws InterruptedException {
    assertThatEveryCallIsCountedOrLost();
  }

  /** Dives to the end of the stack; the recording is installed. */
  void assertThatEveryCallIsCountedOrLost() throws InterruptedException {
    IllegalStateException thrown = new IllegalStateException();
    int rounds = 400;
    long[] shallow = new long[1];
    Runnable dives =
        () -> {
          for (int round = 0; round < rounds; round++) {
            overflow(round % 2 == 0 ? null : thrown);
            long before = count(leaf);
            for (int i = 0; i < 100; i++) {
              leaf(null);
              depth++;
            }
            shallow[0] += count(leaf) - before;
          }
        };
    Thread diver = new Thread(null, dives, "diver", 512 * 1024);
    diver.start();
    diver.join();
    // The last call of a dive is one that could not even begin.
    assertThat(count(leaf) + recording.reader().lost())
        .isBetween(depth - 2L * rounds, depth + 3L * rounds);
    // A frame that stayed open unnoticed is found within the first few calls after the dive.
    assertThat(shallow[0]).isBetween(rounds * (100L - 2 * FrameCheck.FIRST), rounds * 100L);
    assertThat(recording.reader().suppressed()).isZero();
  }

  @Test
  void aFrameThatCouldNotBeLeftIsFoundAfterAStackOverflow() {
    lostLeaf();
    Probe.suppressed(new StackOverflowError(), leaf.id());
    leaf(null);
    leaf(null);
    assertThat(count(leaf)).isEqualTo(2);
    assertThat(leaf.lost()).isEqualTo(1);
  }

  @Test
  void aFrameThatNobodyKnowsToBeLostIsFoundInTheEnd() {
    lostLeaf();
    for (int i = 0; i < 5_000; i++) {
      leaf(null);
    }
    assertThat(count(leaf)).isPositive();
    assertThat(count(leaf) + leaf.lost()).isEqualTo(5_001);
  }

  @Test
  void aFrameThatIsOpenStaysSo() {
    outer(
        () -> {
          Probe.suppressed(new StackOverflowError(), leaf.id());
          for (int i = 0; i < 5_000; i++) {
            outer(() -> leaf(null));
          }
          lostLeaf();
          Probe.suppressed(new StackOverflowError(), leaf.id());
          leaf(null);
        });
    assertThat(count(outer)).isEqualTo(1);
    assertThat(count(leaf)).isEqualTo(5_001);
  }

  @Test
  void aFailureInsideLeavesTheFrame() {
    Frame frame = Probe.enter(leaf.id());
    // As an error inside the probe: the number of the operation is one that cannot be.
    frame.operation = -7;
    Probe.exit(frame, new IllegalStateException());
    assertThat(recording.reader().suppressed()).isEqualTo(1);
    assertThat(Probe.enter(leaf.id())).as("the next one").isNotNull();
  }

  @Test
  void whatFailsForWantOfRoomDoesNotTurnTheSiteOff() {
    for (int i = 0; i < 2 * Site.MOST_FAILURES; i++) {
      Probe.suppressed(new OutOfMemoryError(), leaf.id());
    }
    leaf(null);
    assertThat(count(leaf)).isEqualTo(1);
    assertThat(recording.reader().lost()).isEqualTo(2L * Site.MOST_FAILURES);
    recording.sites().forget(java.util.List.of(leaf));
    assertThat(recording.reader().lost()).isEqualTo(2L * Site.MOST_FAILURES);
  }
}
