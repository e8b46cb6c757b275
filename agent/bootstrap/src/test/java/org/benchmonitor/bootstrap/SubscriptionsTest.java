package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.processors.PublishProcessor;
import io.reactivex.rxjava3.subjects.SingleSubject;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Operations that are the subscriptions to what a method returned. */
class SubscriptionsTest extends InstalledRecording {
  private static final ResultRule NO_IS_FAILED = result -> "no".equals(result) ? "no" : null;

  private final Site site = recording.sites().add("send", NO_IS_FAILED);

  @SuppressWarnings("unchecked")
  private <T> T replace(T lazy) {
    Object instead = Probe.exitReplacing(Probe.enter(site.id()), lazy, null);
    assertThat(instead).isNotSameAs(lazy);
    return (T) instead;
  }

  private void assertCounts(int inFlight, int succeeded, int failed) {
    assertThat(recording.reader().asyncInFlight()).as("in flight").isEqualTo(inFlight);
    assertThat(count(site, false)).as("succeeded").isEqualTo(succeeded);
    assertThat(count(site, true)).as("failed").isEqualTo(failed);
  }

  @AfterEach
  void nothingIsSuppressed() {
    assertThat(site.suppressed()).isZero();
    assertThat(site.notAwaited()).isZero();
  }

  @Test
  void eachSubscriptionOfAMonoIsAnOperation() {
    Sinks.One<String> later = Sinks.one();
    Mono<String> mono = replace(later.asMono());
    assertCounts(0, 0, 0);
    List<Long> counted = new ArrayList<>();
    mono.subscribe(value -> counted.add(count(site, false)));
    mono.map(String::length).subscribe();
    assertCounts(2, 0, 0);
    later.tryEmitValue("done");
    assertCounts(0, 2, 0);
    assertThat(counted)
        .as("the operation is over before who waits for it goes on")
        .containsExactly(1L);
    assertThat(mono.block()).isEqualTo("done");
    assertThat(replace(Mono.just("no")).block()).isEqualTo("no");
    assertThat(replace(Mono.empty()).block()).isNull();
    replace(Mono.error(new IOException())).onErrorComplete().block();
    assertCounts(0, 4, 2);
    Disposable given = replace(Mono.never()).subscribe();
    assertCounts(1, 4, 2);
    given.dispose();
    assertCounts(0, 4, 3);
    assertThat(errors(site).keySet())
        .containsExactly("java.io.IOException", "java.util.concurrent.CancellationException", "no");
  }

  @Test
  void eachSubscriptionOfAFluxIsAnOperation() {
    Sinks.Many<String> later = Sinks.many().multicast().directBestEffort();
    Flux<String> flux = replace(later.asFlux());
    flux.subscribe();
    flux.next().subscribe();
    assertCounts(2, 0, 0);
    later.tryEmitNext("one");
    assertCounts(1, 1, 0);
    later.tryEmitNext("two");
    later.tryEmitComplete();
    assertCounts(0, 2, 0);
    assertThat(replace(Flux.just(1, 2, 3)).collectList().block()).containsExactly(1, 2, 3);
    replace(Flux.error(new IOException())).onErrorComplete().blockLast();
    assertCounts(0, 3, 1);
    replace(Flux.never()).subscribe().dispose();
    assertCounts(0, 3, 2);
    assertThat(replace(Flux.just("yes", "no")).blockLast()).isEqualTo("no");
    assertCounts(0, 3, 3);
  }

  @Test
  void eachSubscriptionOfMutinysTypesIsAnOperation() {
    Uni<String> uni = replace(Uni.createFrom().item("done"));
    assertCounts(0, 0, 0);
    assertThat(uni.await().indefinitely()).isEqualTo("done");
    assertThat(uni.map(String::length).await().indefinitely()).isEqualTo(4);
    assertCounts(0, 2, 0);
    replace(Uni.createFrom().failure(new IOException()))
        .onFailure()
        .recoverWithNull()
        .await()
        .indefinitely();
    assertCounts(0, 2, 1);
    replace(Uni.createFrom().nothing()).subscribe().with(any -> {}).cancel();
    assertCounts(0, 2, 2);
    assertThat(replace(Multi.createFrom().items(1, 2)).collect().asList().await().indefinitely())
        .containsExactly(1, 2);
    assertThat(replace(Multi.createFrom().items(1, 2)).toUni().await().indefinitely()).isEqualTo(1);
    assertCounts(0, 4, 2);
    replace(Multi.createFrom().failure(new IOException()))
        .onFailure()
        .recoverWithCompletion()
        .collect()
        .last()
        .await()
        .indefinitely();
    assertCounts(0, 4, 3);
    replace(Multi.createFrom().nothing()).subscribe().with(any -> {}).cancel();
    assertCounts(0, 4, 4);
  }

  @Test
  void eachSubscriptionOfRxJavasTypesIsAnOperation() {
    SingleSubject<String> later = SingleSubject.create();
    Single<String> single = replace(later.map(value -> value));
    single.subscribe();
    assertCounts(1, 0, 0);
    later.onSuccess("done");
    assertCounts(0, 1, 0);
    assertThat(replace(Single.error(new IOException())).onErrorReturnItem("").blockingGet())
        .isEqualTo("");
    replace(Single.never()).subscribe().dispose();
    assertCounts(0, 1, 2);

    assertThat(replace(Maybe.just("done")).blockingGet()).isEqualTo("done");
    assertThat(replace(Maybe.empty()).blockingGet()).isNull();
    assertThat(replace(Maybe.error(new IOException())).onErrorComplete().blockingGet()).isNull();
    replace(Maybe.never()).subscribe().dispose();
    assertCounts(0, 3, 4);

    replace(Completable.complete()).blockingAwait();
    replace(Completable.error(new IOException())).onErrorComplete().blockingAwait();
    replace(Completable.never()).subscribe().dispose();
    assertCounts(0, 4, 6);

    assertThat(replace(Observable.just(1, 2)).toList().blockingGet()).containsExactly(1, 2);
    assertThat(replace(Observable.just(1, 2)).blockingFirst()).isEqualTo(1);
    replace(Observable.error(new IOException())).onErrorComplete().blockingSubscribe();
    replace(Observable.never()).subscribe().dispose();
    assertCounts(0, 6, 8);

    assertThat(replace(Flowable.just(1, 2)).toList().blockingGet()).containsExactly(1, 2);
    assertThat(replace(Flowable.just(1, 2)).blockingFirst()).isEqualTo(1);
    replace(Flowable.error(new IOException())).onErrorComplete().blockingSubscribe();
    replace(Flowable.never()).subscribe().dispose();
    assertCounts(0, 8, 10);
  }

  /** A class of the host's that others may know. */
  public static class Known extends Mono<String> {
    @Override
    public void subscribe(reactor.core.CoreSubscriber<? super String> subscriber) {
      Mono.just("done").subscribe(subscriber);
    }
  }

  @Test
  void whatIsMoreThanALazyTypeIsNotReplaced() {
    Site left = recording.sites().add("left", null);
    Object[] all = {
      Flux.just(1).publish(),
      new Known(),
      PublishProcessor.create(),
      SingleSubject.create(),
      Flux.just(1).parallel(),
      Flowable.just(1).publish()
    };
    for (Object one : all) {
      assertThat(Probe.exitReplacing(Probe.enter(left.id()), one, null)).isSameAs(one);
    }
    assertThat(count(left, false)).isEqualTo(all.length);
    assertThat(left.notAwaited()).isEqualTo(all.length);
  }

  @Test
  void aFailingCallIsAFailedOperation() {
    IOException thrown = new IOException();
    assertThat(Probe.exitReplacing(Probe.enter(site.id()), null, thrown)).isNull();
    assertCounts(0, 0, 1);
  }

  @Test
  void afterTheRecordingSubscriptionsAreNone() {
    Mono<String> mono = replace(Mono.just("done"));
    recording.close();
    assertThat(mono.block()).isEqualTo("done");
    assertCounts(0, 0, 0);
  }
}
