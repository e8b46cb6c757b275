package org.benchmonitor.host.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

class ChangesTest {
  private final ReentrantLock lock = new ReentrantLock();
  private final Changes changes = new Changes(lock);
  private final List<String> made = new ArrayList<>();

  private void makeOnAnotherThread(String name) throws InterruptedException {
    Thread thread = new Thread(() -> changes.make(() -> made.add(name)));
    thread.start();
    thread.join();
  }

  @Test
  void whatCannotWaitForTheLockIsMadeInOrderByTheNextWhoHasIt() throws Exception {
    lock.lock();
    try {
      makeOnAnotherThread("end");
      makeOnAnotherThread("begin");
      assertThat(made).isEmpty();
    } finally {
      lock.unlock();
    }
    changes.make(() -> made.add("tick"));
    assertThat(made).containsExactly("end", "begin", "tick");
    assertThat(lock.isLocked()).isFalse();
  }

  @Test
  void anInterruptedThreadMakesItsChangeAndStaysInterrupted() {
    Thread.currentThread().interrupt();
    changes.make(() -> made.add("interrupted: " + Thread.currentThread().isInterrupted()));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(made).containsExactly("interrupted: false");
  }

  @Test
  void aChangeThatFailsKeepsNoOther() throws Exception {
    lock.lock();
    try {
      Thread thread =
          new Thread(
              () ->
                  changes.make(
                      () -> {
                        throw new IllegalStateException("broken");
                      }));
      thread.start();
      thread.join();
      makeOnAnotherThread("end");
      assertThatThrownBy(changes::makeOwed).hasMessage("broken");
    } finally {
      lock.unlock();
    }
    assertThat(made).containsExactly("end");
  }
}
