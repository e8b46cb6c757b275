package org.benchmonitor.host.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.benchmonitor.bootstrap.Probe;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.bootstrap.Site;
import org.benchmonitor.host.thread.AgentThreads;
import org.benchmonitor.run.model.ErrorEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Exceptions whose methods are the host's code, at the end of a run. */
class MessageThreadsTest {
  private final Recording recording = new Recording(2, 64, 2);
  private final Site read = recording.sites().add("read", null);
  private final ErrorMessages source = new ErrorMessages(recording.reader(), new ManualTicker());
  private final AgentThreads threads = new AgentThreads((thread, failure) -> {});
  private final MessageThreads messages =
      new MessageThreads(source, threads::startAsking, System::nanoTime);
  private final CompletableFuture<Thread> asking = new CompletableFuture<>();
  private final CompletableFuture<ClassLoader> loader = new CompletableFuture<>();
  private final CountDownLatch leave = new CountDownLatch(1);

  @BeforeEach
  void install() {
    Probe.install(recording);
  }

  @AfterEach
  void uninstall() {
    leave.countDown();
    messages.stop();
    Probe.install(null);
  }

  private void failWith(Throwable thrown) {
    Probe.exit(Probe.enter(read.id()), thrown);
  }

  /** Tells who asks, and keeps whoever does if it is told to. */
  private final class Hostile extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final boolean keeps;

    private Hostile(boolean keeps) {
      this.keeps = keeps;
    }

    @Override
    public String getMessage() {
      loader.complete(Thread.currentThread().getContextClassLoader());
      asking.complete(Thread.currentThread());
      if (keeps) {
        try {
          leave.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return "asked";
    }
  }

  @Test
  void whoeverEndsTheRunAsksNoExceptionItself() {
    failWith(new Hostile(false));
    messages.finish();
    assertThat(source.take()).extracting(ErrorEvent::message).containsExactly("asked");
    assertThat(asking.join()).isNotSameAs(Thread.currentThread());
    assertThat(asking.join().getThreadGroup().getName()).isEqualTo("main");
    assertThat(loader.join()).isSameAs(MessageThreadsTest.class.getClassLoader());
  }

  @Test
  void oneThatKeepsItsThreadCostsTheMessagesAndNoError() throws InterruptedException {
    failWith(new Hostile(true));
    failWith(new IllegalStateException("never asked"));
    messages.finish();
    assertThat(source.take())
        .extracting(ErrorEvent::type)
        .containsExactlyInAnyOrder(Hostile.class.getName(), IllegalStateException.class.getName());
    leave.countDown();
    messages.stop();
    asking.join().join();
    assertThat(source.take()).as("what comes too late").isEmpty();
  }

  @Test
  void aThreadThatWasGivenUpLeavesTheRestToTheNext() {
    failWith(new Hostile(true));
    failWith(new IllegalStateException("asked by the next"));
    messages.startAnother();
    asking.join();
    source.giveUp();
    messages.startAnother();
    leave.countDown();
    messages.finish();
    assertThat(source.take())
        .extracting(ErrorEvent::message)
        .containsExactlyInAnyOrder(null, "asked by the next");
  }

  /** Fails once more whenever it is asked, as a host in trouble does meanwhile. */
  private final class Recurring extends RuntimeException {
    private static final long serialVersionUID = 1;
    private int asked;

    @Override
    public String getMessage() {
      asked++;
      if (asked < 10_000) {
        failWith(this);
      }
      return "asked";
    }
  }

  @Test
  void aTurnEndsThoughErrorsKeepComing() {
    Recurring recurring = new Recurring();
    failWith(recurring);
    assertThat(source.drain()).isPositive();
    assertThat(recurring.asked).isEqualTo(1);
    assertThat(source.drain()).isPositive();
    assertThat(recurring.asked).isEqualTo(2);
  }

  @Test
  void errorsThatComeWhileAMessageBlocksAreKeptUpToABound() {
    failWith(new Hostile(true));
    messages.startAnother();
    asking.join();
    for (int i = 0; i < 10_000; i++) {
      failWith(new IllegalStateException("one of many"));
      assertThat(source.isDone()).isFalse();
    }
    source.drainWithoutMessages();
    // The one that blocks, those that were taken out of the ring, and the ring.
    assertThat(source.take()).hasSizeBetween(257, 1 + 2 * 256);
    assertThat(source.isDone()).isTrue();
  }

  @Test
  void aThreadThatTheSystemRefusesIsReplacedAndUntilThenErrorsHaveNoMessage() {
    AtomicBoolean refuses = new AtomicBoolean(true);
    AtomicLong now = new AtomicLong();
    MessageThreads refused =
        new MessageThreads(
            source,
            (name, loop) -> {
              if (refuses.get()) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              return threads.startAsking(name, loop);
            },
            now::get);
    refused.ensureOne();
    failWith(new Hostile(false));
    refused.look();
    assertThat(source.take()).extracting(ErrorEvent::message).containsExactly((String) null);
    refused.finish();
    refuses.set(false);
    refused.look();
    assertThat(threads.alive()).as("before it is tried again").isEmpty();
    now.set(TimeUnit.MINUTES.toNanos(1));
    refused.look();
    failWith(new Hostile(false));
    refused.finish();
    assertThat(source.take()).extracting(ErrorEvent::message).containsExactly("asked");
    refused.stop();
  }

  @Test
  void aThreadThatHasEndedBeforeItsTimeIsReplaced() throws InterruptedException {
    Thread ended = new Thread(() -> {});
    ended.start();
    ended.join();
    List<String> started = new ArrayList<>();
    MessageThreads dying =
        new MessageThreads(
            source,
            (name, loop) -> {
              started.add(name);
              return ended;
            },
            System::nanoTime);
    dying.ensureOne();
    dying.look();
    dying.stop();
    dying.look();
    assertThat(started).containsExactly("monitor-errors-1", "monitor-errors-1");
  }
}
