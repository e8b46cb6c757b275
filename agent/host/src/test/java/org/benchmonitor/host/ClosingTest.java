package org.benchmonitor.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.benchmonitor.host.Closing.Way;
import org.junit.jupiter.api.Test;

/** The order of what is closed, and what a step that fails or is late does to the others. */
class ClosingTest {
  private static final Set<Way> ALWAYS = EnumSet.allOf(Way.class);
  private static final long SECOND = 1_000_000_000;

  private final List<String> done = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private long now = 5 * SECOND;

  private final Closing closing =
      new Closing(
          (way, what, failure) -> told.add(way + ", " + what + ": " + failure.getMessage()),
          () -> now);

  private void step(String what, Set<Way> ways) {
    closing.step(what, ways, 100, deadline -> done.add(what));
  }

  @Test
  void theStepsOfAWayAreRunInTheirOrder() {
    step("classes", EnumSet.of(Way.UNDO, Way.DETACH));
    step("report", EnumSet.of(Way.DETACH, Way.JVM_END));
    step("recording", EnumSet.of(Way.UNDO, Way.DETACH));
    closing.run(Way.UNDO, 1_000);
    assertThat(done).containsExactly("classes", "recording");
  }

  @Test
  void eachIsRunOnceWhateverTheWays() {
    step("classes", EnumSet.of(Way.UNDO, Way.DETACH));
    step("report", EnumSet.of(Way.DETACH, Way.JVM_END));
    closing.run(Way.JVM_END, 1_000);
    closing.run(Way.DETACH, 1_000);
    closing.run(Way.DETACH, 1_000);
    assertThat(done).containsExactly("report", "classes");
  }

  @Test
  void whatFailsIsToldAndNeitherRepeatedNorInTheWayOfTheOthers() {
    closing.step(
        "report",
        ALWAYS,
        100,
        deadline -> {
          done.add("report");
          throw new NoClassDefFoundError("Gone");
        });
    step("server", ALWAYS);
    closing.run(Way.JVM_END, 1_000);
    closing.run(Way.DETACH, 1_000);
    assertThat(done).containsExactly("report", "server");
    assertThat(told).containsExactly("JVM_END, report: Gone");
  }

  @Test
  void aFailureThatCannotBeToldIsNotInTheWayEither() {
    Closing mute =
        new Closing(
            (way, what, failure) -> {
              throw new OutOfMemoryError("to tell");
            });
    mute.step(
        "report",
        ALWAYS,
        100,
        deadline -> {
          throw new OutOfMemoryError("to report");
        });
    mute.step("server", ALWAYS, 100, deadline -> done.add("server"));
    mute.run(Way.JVM_END, 1_000);
    assertThat(done).containsExactly("server");
  }

  @Test
  void eachStepHasItsOwnTimeFromWhenItBeginsButNoneMoreThanAllHave() {
    List<Long> left = new ArrayList<>();
    closing.step(
        "first",
        ALWAYS,
        300,
        deadline -> {
          left.add(deadline - now);
          now += SECOND / 2;
        });
    closing.step(
        "second",
        ALWAYS,
        300,
        deadline -> {
          left.add(deadline - now);
          now += SECOND / 2;
        });
    closing.step("late", ALWAYS, 300, deadline -> left.add(deadline - now));
    closing.run(Way.JVM_END, 700);
    assertThat(left).containsExactly(300_000_000L, 200_000_000L, -300_000_000L);
  }

  @Test
  void whoComesSecondWaitsForTheStepThatIsUnderWay() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    List<String> order = new ArrayList<>();
    closing.step(
        "report",
        ALWAYS,
        100,
        deadline -> {
          begun.countDown();
          mayEnd.await();
          order.add("written");
        });
    Thread detaching = new Thread(() -> closing.run(Way.DETACH, 1_000));
    detaching.start();
    begun.await();
    Thread ending =
        new Thread(
            () -> {
              closing.run(Way.JVM_END, 1_000);
              order.add("ended");
            });
    ending.start();
    while (ending.isAlive() && ending.getState() != Thread.State.BLOCKED) {
      Thread.onSpinWait();
    }
    mayEnd.countDown();
    ending.join();
    detaching.join();
    assertThat(order).containsExactly("written", "ended");
  }
}
