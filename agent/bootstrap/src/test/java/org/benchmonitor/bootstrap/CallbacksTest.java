package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which callbacks are stood in for, and how. */
class CallbacksTest extends InstalledRecording {
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

  private Site site(CallbackUse use) {
    return recording
        .sites()
        .add(
            "send",
            null,
            new InstrumentedMethod(
                CallbacksTest.class.getName(),
                "send",
                use == null ? new CallbackUse(1, null, Set.of(), null, null) : use));
  }

  private long count(boolean failed) {
    return count(site, failed);
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
    assertThat(recording.reader().suppressed()).isZero();
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
    assertThat(site.callbackNote()).endsWith("completes it: async=callback:1.done");
  }

  @Test
  void anAnonymousClassBelowOneThatCanBeNamedIsLeftAlone() {
    Named callback = new Named() {};
    assertIsLeftAlone(send(Done.class, (Done) callback), callback, "may know it");
  }

  @Test
  void whatMayBeComparedIsLeftAloneUnlessTheUserNamesItsMethod() {
    Progress callback = progress();
    site = site(new CallbackUse(0, null, Set.of(), null, "its method cancel may"));
    assertIsLeftAlone(send(Progress.class, callback), callback, "its method cancel may");
    assertThat(site.callbackNote())
        .endsWith(" async=callback:0.onEnd or async=callback:0.onProgress");
    site = site(new CallbackUse(0, "onEnd", Set.of(), null, "its method cancel may"));
    send(Progress.class, callback).onEnd(null);
    assertThat(count(false)).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(classes = {Serializable.class, Proxy.class})
  void whereTheMethodsClassAsksForWhatEveryProxyIsAllAreLeftAlone(Class<?> asked) {
    Done callback = lambda();
    site = site(new CallbackUse(1, "done", Set.of(asked.getName()), null, null));
    assertIsLeftAlone(send(Done.class, callback), callback, "what every proxy is");
  }

  /** Another class of the host's, which knows one callback by its class. */
  private static class Kinds {
    static String of(Object callback) {
      return callback instanceof Named ? "named" : "other";
    }
  }

  @Test
  void aSecondClassOfTheHostsKnowsWhatItKnew() {
    assertThat(Kinds.of(send(Done.class, (Done) new Named()))).isEqualTo("named");
    assertThat(Kinds.of(send(Done.class, (Done) new Named() {}))).isEqualTo("named");
  }

  @Test
  void aClassThatCanBeNamedIsStoodInForWhereTheUserNamesItsMethod() {
    site = site(new CallbackUse(1, "done", Set.of(), null, null));
    Done callback = new Named();
    send(Done.class, callback).done("x", null);
    assertThat(count(false)).isEqualTo(1);
  }

  @Test
  void whatTheMethodsClassCastsToIsLeftAlone() {
    Done callback = anonymous();
    site = site(new CallbackUse(1, "done", Set.of(callback.getClass().getName()), null, null));
    assertIsLeftAlone(send(Done.class, callback), callback, "casts to");
  }

  @Test
  void whoseIdentityIsLookedAtIsLeftAlone() {
    Done callback = lambda();
    site = site(new CallbackUse(1, "done", Set.of(), "its method send compares references", null));
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
    site = site(new CallbackUse(1, "onEnd", Set.of(), null, null));
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

  /** A callback of several methods, of which only one must be there. */
  public interface Part {
    void data(String part);

    default void onCompletion() {}

    default Part then(Part next) {
      return part -> {
        data(part);
        next.data(part);
      };
    }
  }

  @Test
  void aDefaultMethodCompletesIfTheUserNamesIt() {
    site = site(new CallbackUse(1, "onCompletion", Set.of(), null, null));
    StringBuilder parts = new StringBuilder();
    Part callback = send(Part.class, parts::append);
    callback.data("a");
    callback.then(parts::append).data("b");
    assertThat(count(false)).isZero();
    callback.onCompletion();
    assertThat(count(false)).isEqualTo(1);
    assertThat(parts).hasToString("abb");
  }

  @Test
  void theCallbackItselfKnowsNoStandInWhichIsWhyComparisonsAreLookedFor() {
    Done callback = lambda();
    Deque<Done> pending = new ArrayDeque<>(Set.of(send(Done.class, callback)));
    assertThat(pending.contains(callback)).isFalse();
    assertThat(pending.contains(send(Done.class, callback))).isTrue();
    assertThat(pending.remove(send(Done.class, callback))).isTrue();
  }

  @Test
  void theReasonIsSaidOncePerClass() {
    Done callback = new Named();
    assertIsLeftAlone(send(Done.class, callback), callback, Named.class.getName());
    send(Done.class, (Done) new Named() {});
    String last = site.callbackNote();
    send(Done.class, callback);
    assertThat(site.callbackNote()).isSameAs(last);
    assertThat(site.withoutCallback()).isEqualTo(3);
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
