package org.benchmonitor.host.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.benchmonitor.host.sample.StackSource.ThreadStack;
import org.junit.jupiter.api.Test;

class StackTallyTest {
  private final StackTally tally = new StackTally(new FrameRules(""), StackWatch.DEEPEST);

  private void see(long thread, String... outermostFirst) {
    tally.add(new ThreadStack(thread, "t", Stacks.frames(outermostFirst)));
  }

  @Test
  void aMethodThatCallsItselfIsOnAStackOnce() {
    see(1, "com.acme.Loop.run", "com.acme.Tree.visit", "com.acme.Node.in", "com.acme.Tree.visit");
    Candidate visit = TrialChoice.worthTrying(tally.candidates(Set.of(1L))).get(0);
    assertThat(visit.method().pattern()).isEqualTo("com.acme.Tree#visit");
    assertThat(visit.share()).isEqualTo(1);
    assertThat(visit.depth()).isZero();
    assertThat(visit.caller()).isEqualTo(new MethodName("com.acme.Loop", "run"));
  }

  @Test
  void theShareIsOfTheStacksThatHaveMoreThanABody() {
    see(1, "java.lang.Thread.run", "com.acme.Loop.run", "com.acme.Store.read");
    see(2, "java.lang.Thread.run", "com.acme.Status.run", "java.lang.Thread.sleep");
    see(3, "java.lang.Thread.run", "java.lang.ref.Finalizer.run");
    Candidate read = tally.candidates(Set.of(1L, 2L, 3L)).get(2);
    assertThat(read.share()).isEqualTo(1);
    assertThat(tally.stacks()).isEqualTo(2);
    assertThat(tally.threads()).isEqualTo(2);
  }

  @Test
  void threadsThatCarryVirtualOnesAreNoted() {
    see(
        1,
        "java.lang.Thread.run",
        "java.util.concurrent.ForkJoinWorkerThread.run",
        "java.lang.VirtualThread.runContinuation");
    assertThat(tally.carrying()).isEqualTo(1);
    assertThat(tally.stacks()).isZero();
  }

  @Test
  void aStackThatIsCutIsNotTakenForWhole() {
    List<StackTraceElement> deep =
        Collections.nCopies(
            StackWatch.DEEPEST, new StackTraceElement("com.acme.Deep", "go", "", 1));
    tally.add(new ThreadStack(1, "t", deep));
    assertThat(tally.cut()).isEqualTo(1);
    assertThat(tally.candidates(Set.of(1L)).get(0).isBody()).isFalse();
  }
}
