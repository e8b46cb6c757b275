package org.benchmonitor.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.server.http.StreamMessage;
import org.junit.jupiter.api.Test;

/** What waits for clients that are slow is bounded by number and by bytes. */
class StreamQueueTest {
  private final StreamQueues queues = new StreamQueues(8);
  private final StreamQueue queue = opened();

  private StreamQueue opened() {
    StreamQueue made = queues.make();
    queues.opened(made);
    return made;
  }

  private static StreamMessage message(String name, boolean full, int length) {
    String json = name + "x".repeat(length - name.length());
    return new StreamMessage(1, name, full, json.getBytes(StandardCharsets.UTF_8));
  }

  private List<String> drain() throws InterruptedException {
    List<String> names = new ArrayList<>();
    StreamMessage next = queue.take(Duration.ZERO);
    while (next != null) {
      String event = new String(next.event(), StandardCharsets.UTF_8);
      names.add(event.substring(event.indexOf("data: ") + 6).substring(0, 1));
      next = queue.take(Duration.ZERO);
    }
    return names;
  }

  private void offer(String names, int length) {
    for (int i = 0; i < names.length(); i++) {
      char name = names.charAt(i);
      // Upper case is a full picture.
      queue.offer(message(String.valueOf(name), Character.isUpperCase(name), length));
    }
  }

  @Test
  void aFullQueueDropsTheOldest() throws InterruptedException {
    offer("abcdefghij", 100);
    assertThat(drain()).containsExactly("c", "d", "e", "f", "g", "h", "i", "j");
    assertThat(queues.allDropped()).isEqualTo(2);
    assertThat(queues.bytes()).isZero();
  }

  @Test
  void largeMessagesFillItBeforeThereAreMany() throws InterruptedException {
    queues.limitTo(3_500);
    offer("abcdef", 1_000);
    assertThat(queues.bytes()).isLessThanOrEqualTo(3_500).isGreaterThan(3_000);
    assertThat(drain()).containsExactly("d", "e", "f");
    assertThat(queues.allDropped()).isEqualTo(3);
  }

  @Test
  void theBytesAreSharedByAllClients() throws InterruptedException {
    queues.limitTo(3_500);
    StreamQueue other = opened();
    offer("abc", 1_000);
    assertThat(drain()).containsExactly("c");
    queues.closed(other);
    offer("abc", 1_000);
    assertThat(drain()).containsExactly("a", "b", "c");
  }

  @Test
  void oneMessageMayWaitWhateverItsSize() throws InterruptedException {
    queues.limitTo(0);
    offer("ab", 5_000);
    assertThat(drain()).containsExactly("b");
  }

  @Test
  void aFullPictureIsDroppedForNothingButTheNext() throws InterruptedException {
    queues.limitTo(2_500);
    offer("abHcd", 1_000);
    assertThat(drain()).containsExactly("H", "d");
    queues.limitTo(500);
    offer("aHb", 1_000);
    assertThat(drain()).as("or a slow client would ask for one for ever").containsExactly("H");
    offer("HabI", 1_000);
    assertThat(drain()).containsExactly("I");
  }
}
