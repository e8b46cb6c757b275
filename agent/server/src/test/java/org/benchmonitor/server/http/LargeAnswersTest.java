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
  private static final int LET_IN = LargeAnswers.TOGETHER + LargeAnswers.MOST_WAITING;
  private static final long FOR_EVER = Long.MAX_VALUE / 2;

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
  void twoAreUnderWayAtATimeAndWhoCannotWaitIsRefused() throws InterruptedException {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger made = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    CountDownLatch crowd = new CountDownLatch(CLIENTS - LET_IN);
    runAll(
        () -> {
          LargeAnswers.Place place;
          try {
            place = large.enter();
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
          place.close();
        });
    assertThat(most).hasValue(LargeAnswers.TOGETHER);
    assertThat(made).hasValue(LET_IN);
    assertThat(refused).hasValue(CLIENTS - LET_IN);
  }

  /** The first ones keep their places until all that may not wait are refused. */
  private static void await(CountDownLatch crowd) {
    try {
      crowd.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Makes three pieces and notes each. */
  private static Thread making(LargeAnswers.Place place, String name, List<String> made) {
    return new Thread(
        () -> {
          try (place) {
            Pace pace = place.begin();
            for (int i = 1; i <= 3; i++) {
              made.add(name + i);
              pace.rest();
            }
          }
        });
  }

  @Test
  void twoAnswersAlternatePieceByPiece() throws InterruptedException {
    LargeAnswers alternating = new LargeAnswers(nanos -> {}, FOR_EVER);
    List<String> made = new CopyOnWriteArrayList<>();
    LargeAnswers.Place place = alternating.enter();
    Pace pace = place.begin();
    Thread other = making(alternating.enter(), "b", made);
    other.start();
    awaitWaiting(other);
    for (int i = 1; i <= 3; i++) {
      made.add("a" + i);
      pace.rest();
    }
    place.close();
    other.join();
    assertThat(made).containsExactly("a1", "b1", "a2", "b2", "a3", "b3");
  }

  @Test
  void anAnswerThatItsClientHoldsUpDoesNotHoldUpAnother() throws InterruptedException {
    LargeAnswers alternating = new LargeAnswers(nanos -> {}, 1);
    List<String> made = new CopyOnWriteArrayList<>();
    try (LargeAnswers.Place place = alternating.enter()) {
      Pace pace = place.begin();
      Thread other = making(alternating.enter(), "b", made);
      other.start();
      other.join();
      assertThat(made).containsExactly("b1", "b2", "b3");
      pace.rest();
    }
  }

  @Test
  void aPlaceThatIsGivenUpIsTheNextOnes() throws InterruptedException {
    List<String> order = new CopyOnWriteArrayList<>();
    LargeAnswers.Place first = large.enter();
    large.enter();
    Thread next =
        new Thread(
            () -> {
              large.enter();
              order.add("next");
            });
    next.start();
    awaitWaiting(next);
    order.add("first");
    first.close();
    next.join();
    assertThat(order).containsExactly("first", "next");
  }

  @Test
  void whoWaitsWhileTheRoomGoesIsToldSo() throws InterruptedException {
    List<HttpError> told = new CopyOnWriteArrayList<>();
    large.enter();
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
