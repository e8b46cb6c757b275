package org.benchmonitor.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.benchmonitor.bootstrap.Probe;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.bootstrap.Site;
import org.benchmonitor.model.ErrorEvent;
import org.benchmonitor.thread.AgentThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Exceptions whose methods are the host's code, at the end of a run. */
class MessageThreadsTest {
  private final Recording recording = new Recording(2, 64, 2);
  private final Site read = recording.addSite("read", null);
  private final ErrorMessages source = new ErrorMessages(recording);
  private final MessageThreads messages =
      new MessageThreads(source, new AgentThreads((thread, failure) -> {}));
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
}
