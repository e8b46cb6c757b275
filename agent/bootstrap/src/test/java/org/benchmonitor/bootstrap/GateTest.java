package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GateTest extends InstalledRecording {
  private final Site work = recording.sites().add("work", null);
  private final Site inner = recording.sites().add("inner", null);
  private final Site named =
      recording.sites().addNamed(recording.sites().newNameSource(null), null);

  private CellCounts counts() {
    return counts(work.operation(), false);
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private Thread worker(Runnable body) {
    Thread thread = new Thread(body);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  @Test
  void aPausedWorkerWaitsAtItsNextOperationAndTheWaitIsInNoLatency() throws Exception {
    recording.sites().pause();
    Thread worker = worker(() -> Probe.exit(Probe.enter(work.id()), null));
    await(() -> recording.sites().waiting() == 1);
    assertThat(counts().total()).isZero();
    long before = System.nanoTime();
    long pauseNanos = 50_000_000;
    await(() -> System.nanoTime() - before > pauseNanos);
    recording.sites().resume();
    worker.join();
    assertThat(recording.sites().waiting()).isZero();
    assertThat(counts().total()).isEqualTo(1);
    assertThat(counts().max()).isLessThan(pauseNanos);
  }

  @Test
  void nobodyIsLostWhenTheGateIsOpenedAndClosedAgainAndAgain() throws Exception {
    int workers = 30;
    int calls = 200;
    List<Thread> threads = new ArrayList<>();
    recording.sites().pause();
    for (int i = 0; i < workers; i++) {
      threads.add(
          worker(
              () -> {
                for (int call = 0; call < calls; call++) {
                  Probe.exit(Probe.enter(work.id()), null);
                }
              }));
    }
    await(() -> recording.sites().waiting() == workers);
    for (int i = 0; i < 500; i++) {
      recording.sites().resume();
      recording.sites().pause();
    }
    recording.sites().resume();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(recording.sites().waiting()).isZero();
    assertThat(counts().total()).isEqualTo((long) workers * calls);
  }

  @Test
  void anOperationUnderWayEndsAndANestedOneIsNotHeld() throws Exception {
    CountDownLatch entered = new CountDownLatch(1);
    CountDownLatch paused = new CountDownLatch(1);
    Thread worker =
        worker(
            () -> {
              Frame frame = Probe.enter(work.id());
              entered.countDown();
              try {
                paused.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              Probe.exit(Probe.enter(inner.id()), null);
              Probe.exit(frame, null);
            });
    entered.await();
    recording.sites().pause();
    paused.countDown();
    worker.join();
    assertThat(counts().total()).isEqualTo(1);
  }

  @Test
  void anInterruptLetsTheWorkerPassAndKeepsItsFlag() throws Exception {
    recording.sites().pause();
    AtomicBoolean flag = new AtomicBoolean();
    Thread worker =
        worker(
            () -> {
              Probe.exit(Probe.enterNamed(named.id(), "x"), null);
              flag.set(Thread.currentThread().isInterrupted());
            });
    await(() -> recording.sites().waiting() == 1);
    worker.interrupt();
    worker.join();
    assertThat(flag).isTrue();
  }

  @Test
  void aLoopThatIsCompiledAlreadyStopsToo() throws Exception {
    AtomicBoolean end = new AtomicBoolean();
    Thread worker =
        worker(
            () -> {
              while (!end.get()) {
                Probe.exit(Probe.enter(work.id()), null);
              }
            });
    await(() -> counts().total() > 200_000);
    recording.sites().pause();
    await(() -> recording.sites().waiting() == 1);
    long held = counts().total();
    recording.sites().resume();
    await(() -> counts().total() > held);
    end.set(true);
    worker.join();
  }

  @Test
  void theEndOfARecordingLetsEverybodyGo() throws Exception {
    recording.sites().pause();
    Thread worker = worker(() -> Probe.exit(Probe.enter(work.id()), null));
    await(() -> recording.sites().waiting() == 1);
    Probe.install(null);
    worker.join();
    assertThat(Sites.get(work.id())).isNull();
    assertThat(Probe.enter(work.id())).isNull();
  }

  @Test
  void theNumberOfASiteIsFreeAgainWhenItsRecordingEnds() {
    int before = inner.id();
    for (int i = 0; i < 3; i++) {
      Recording next = new Recording(2, 1, 1);
      for (int site = 0; site < Sites.CAPACITY * 2 / 3; site++) {
        next.sites().add("x", null);
      }
      Probe.install(next);
      Probe.install(null);
    }
    assertThat(Sites.get(before)).isNull();
  }
}
