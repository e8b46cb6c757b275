package org.benchmonitor.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.benchmonitor.run.thread.Pace;
import org.benchmonitor.run.thread.SteppedRests;
import org.junit.jupiter.api.Test;

class LargeAnswersTest {
  private static final int CLIENTS = 20;

  private final LargeAnswers large = new LargeAnswers();

  private static void runAll(Runnable client) throws InterruptedException {
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(new Thread(client));
    }
    clients.forEach(Thread::start);
    for (Thread one : clients) {
      one.join();
    }
  }

  @Test
  void oneIsMadeAtATimeAndWhoCannotWaitIsRefused() throws InterruptedException {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger made = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    CountDownLatch crowd = new CountDownLatch(CLIENTS - 5);
    runAll(
        () -> {
          try {
            large.enter();
          } catch (HttpError busy) {
            assertThat(busy.toResponse().status()).isEqualTo(503);
            assertThat(busy.toResponse().headers()).containsEntry("Retry-After", "1");
            refused.incrementAndGet();
            crowd.countDown();
            return;
          }
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          await(crowd);
          inside.decrementAndGet();
          made.incrementAndGet();
          large.leave();
        });
    assertThat(most).hasValue(1);
    assertThat(made).hasValue(5);
    assertThat(refused).hasValue(CLIENTS - 5);
  }

  /** The first holds the turn until all that may not wait are refused. */
  private static void await(CountDownLatch crowd) {
    try {
      crowd.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aThreadThatHasTheTurnMayTakeItAgain() {
    large.enter();
    large.enter();
    large.leave();
    large.enter();
    large.leave();
  }

  @Test
  void leavingWithoutTheTurnGivesNothingFree() throws InterruptedException {
    List<String> order = new CopyOnWriteArrayList<>();
    large.enter();
    Thread other = new Thread(large::leave);
    other.start();
    other.join();
    Thread next =
        new Thread(
            () -> {
              large.enter();
              order.add("next");
            });
    next.start();
    awaitWaiting(next);
    order.add("first");
    large.leave();
    next.join();
    assertThat(order).containsExactly("first", "next");
  }

  @Test
  void whoWaitsWhileTheRoomGoesIsToldSo() throws InterruptedException {
    List<HttpError> told = new CopyOnWriteArrayList<>();
    large.enter();
    Thread waiting =
        new Thread(
            () -> {
              try {
                large.enter();
              } catch (HttpError refused) {
                told.add(refused);
              }
            });
    waiting.start();
    awaitWaiting(waiting);
    large.allow(false);
    waiting.join();
    assertThat(told)
        .singleElement()
        .satisfies(error -> assertThat(code(error)).isEqualTo("no_room"));
  }

  private static String code(HttpError error) {
    String body = new String(error.toResponse().body(), StandardCharsets.UTF_8);
    return body.replaceAll("(?s).*\"code\" ?: ?\"(\\w+)\".*", "$1");
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.TIMED_WAITING
        && thread.getState() != Thread.State.TERMINATED) {
      Thread.onSpinWait();
    }
  }

  @Test
  void anAnswerRestsUntilThereIsNoTimeForIt() {
    SteppedRests rests = new SteppedRests(1, () -> {});
    LargeAnswers paced = new LargeAnswers(rests);
    Pace pace = paced.pace();
    pace.rest();
    pace.rest();
    paced.hurry();
    pace.rest();
    paced.pace().rest();
    assertThat(rests.taken()).hasSize(2);
  }

  @Test
  void withoutRoomNoneIsMadeUntilThereIs() {
    large.allow(false);
    assertThatThrownBy(large::enter)
        .isInstanceOfSatisfying(
            HttpError.class, error -> assertThat(error.toResponse().status()).isEqualTo(503));
    large.allow(true);
    large.enter();
  }
}
