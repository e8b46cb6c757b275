package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Serializable;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which callbacks are stood in for, and how. */
class CallbacksTest {
  private final Recording recording = new Recording(2, 4, 2);
  private Site site = site(null);

  /** A callback of the host's. */
  interface Done {
    void done(Object result, Throwable thrown);

    default Done twice() {
      return (result, thrown) -> {
        done(result, thrown);
        done(result, thrown);
      };
    }
  }

  /** A callback with more than one method. */
  interface Progress {
    void onProgress(int percent);

    void onEnd(Throwable thrown);
  }

  /** One that is nothing but a callback, but has a name. */
  static class Named implements Done {
    @Override
    public void done(Object result, Throwable thrown) {
      // Nothing to do.
    }
  }

  @BeforeEach
  void install() {
    Probe.install(recording);
  }

  @AfterEach
  void uninstall() {
    Probe.install(null);
  }

  private Site site(CallbackUse use) {
    return recording.addSite(
        "send",
        null,
        new WovenMethod(
            CallbacksTest.class.getName(),
            "send",
            use == null ? new CallbackUse(null, Set.of(), null) : use));
  }

  private long count(boolean failed) {
    CellCounts counts = new CellCounts(recording.layout());
    recording.read(site.operation(), failed, counts);
    return counts.total();
  }

  /** What the method is given instead of the callback; the same if nothing stands before it. */
  @SuppressWarnings("unchecked")
  private <T> T send(Class<? super T> type, T callback) {
    Frame frame = Probe.enter(site.id());
    AsyncOperation awaited = Probe.awaitCallback(type, callback, frame);
    T passed = awaited == null ? callback : (T) awaited.takeCallback();
    Probe.exitCallback(frame, awaited, null);
    return passed;
  }

  private void assertIsLeftAlone(Object passed, Object callback, String... why) {
    assertThat(passed).isSameAs(callback);
    assertThat(site.withoutCallback()).isEqualTo(1);
    assertThat(site.callbackNote()).contains(why);
    assertThat(count(false)).as("timed until the return").isEqualTo(1);
    assertThat(recording.suppressed()).isZero();
  }

  private static Done lambda() {
    return (result, thrown) -> {};
  }

  private static Done anonymous() {
    return new Done() {
      @Override
      public void done(Object result, Throwable thrown) {
        // Nothing to do.
      }
    };
  }

  @Test
  void lambdasAndAnonymousClassesAreStoodInFor() {
    send(Done.class, lambda()).done("x", null);
    assertThat(count(false)).isEqualTo(1);
    send(Done.class, anonymous()).done(null, new IOException());
    assertThat(count(true)).isEqualTo(1);
    assertThat(site.withoutCallback()).isZero();
    assertThat(site.callbackNote()).isNull();
  }

  @Test
  void aClassThatCanBeNamedIsLeftAlone() {
    Done callback = new Named();
    assertIsLeftAlone(send(Done.class, callback), callback, Named.class.getName(), "may know it");
  }

  @Test
  void aClassThatCanBeNamedIsStoodInForWhereTheUserNamesItsMethod() {
    site = site(new CallbackUse("done", Set.of(), null));
    Done callback = new Named();
    send(Done.class, callback).done("x", null);
    assertThat(count(false)).isEqualTo(1);
  }

  @Test
  void whatTheMethodsClassCastsToIsLeftAlone() {
    Done callback = anonymous();
    site = site(new CallbackUse("done", Set.of(callback.getClass().getName()), null));
    assertIsLeftAlone(send(Done.class, callback), callback, "casts to");
  }

  @Test
  void whoseIdentityIsLookedAtIsLeftAlone() {
    Done callback = lambda();
    site = site(new CallbackUse(null, Set.of(), "its method send compares references"));
    assertIsLeftAlone(send(Done.class, callback), callback, "compares references");
  }

  @Test
  void whatIsMoreThanItsInterfaceIsLeftAlone() {
    Done callback = (Done & Serializable) (result, thrown) -> {};
    assertIsLeftAlone(send(Done.class, callback), callback, "java.io.Serializable");
  }

  @Test
  void aSubscriberIsLeftAlone() {
    Flow.Subscriber<String> callback =
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {}

          @Override
          public void onNext(String item) {}

          @Override
          public void onError(Throwable thrown) {}

          @Override
          public void onComplete() {}
        };
    assertIsLeftAlone(send(Flow.Subscriber.class, callback), callback, "more than a callback");
  }

  @Test
  void noCallbackNeedsNoReason() {
    assertThat(send(Done.class, (Done) null)).isNull();
    assertThat(site.withoutCallback()).isEqualTo(1);
    assertThat(site.callbackNote()).isNull();
  }

  private static Progress progress() {
    return new Progress() {
      @Override
      public void onProgress(int percent) {}

      @Override
      public void onEnd(Throwable thrown) {}
    };
  }

  @Test
  void onlyTheNamedMethodCompletes() {
    site = site(new CallbackUse("onEnd", Set.of(), null));
    Progress callback = send(Progress.class, progress());
    callback.onProgress(50);
    assertThat(count(false)).isZero();
    callback.onEnd(null);
    assertThat(count(false)).isEqualTo(1);
  }

  @Test
  void withoutANameAnyOfSeveralMethodsCompletes() {
    send(Progress.class, progress()).onProgress(1);
    assertThat(count(false)).isEqualTo(1);
  }

  @Test
  void aDefaultMethodThatOnlyComposesDoesNotComplete() {
    BiConsumer<Object, Throwable> callback = (result, thrown) -> {};
    BiConsumer<Object, Throwable> both = send(BiConsumer.class, callback).andThen(callback);
    assertThat(count(false)).isZero();
    both.accept("x", null);
    assertThat(count(false)).isEqualTo(1);
  }

  @Test
  void aDefaultMethodThatTheJdkDoesNotRunOnAStandInRunsOnTheCallback() {
    int[] calls = new int[1];
    Done twice = send(Done.class, (result, thrown) -> calls[0]++).twice();
    twice.done("x", null);
    assertThat(calls[0]).isEqualTo(2);
    assertThat(count(false)).isEqualTo(1);
  }

  @Test
  void standInsOfOneCallbackAreEqualAndAnswerAsItDoes() {
    Done callback = lambda();
    Done first = send(Done.class, callback);
    Done second = send(Done.class, callback);
    assertThat(first).isNotSameAs(callback).isEqualTo(first).isEqualTo(second).isEqualTo(callback);
    assertThat(first).isNotEqualTo(anonymous()).isNotEqualTo(null);
    assertThat(first).hasSameHashCodeAs(callback).hasToString(callback.toString());
    Set<Done> listeners = new HashSet<>(Set.of(first));
    assertThat(listeners.remove(second)).isTrue();
    assertThat(count(false)).isZero();
  }

  @Test
  void aStandInIsStoodInForByTheNextOperation() {
    Done twice = send(Done.class, send(Done.class, lambda()));
    twice.done("x", null);
    assertThat(count(false)).isEqualTo(2);
  }

  @Test
  void whatTheCallbackThrowsReachesTheCallerAndItsOperationIsCounted() {
    Done passed =
        send(
            Done.class,
            (result, thrown) -> {
              throw new IllegalStateException("the host's");
            });
    assertThatThrownBy(() -> passed.done("x", null)).hasMessage("the host's");
    assertThat(count(false)).isEqualTo(1);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void callbacksThatThrowWhatTheyMayNotAreLeftAloneFromThenOn() {
    Runnable callback = () -> CallbacksTest.<RuntimeException>sneak(new IOException());
    Runnable passed = send(Runnable.class, callback);
    assertThatThrownBy(passed::run).hasRootCauseInstanceOf(IOException.class);
    assertThat(send(Runnable.class, callback)).isSameAs(callback);
    assertThat(site.callbackNote()).contains("does not declare");
  }
}
