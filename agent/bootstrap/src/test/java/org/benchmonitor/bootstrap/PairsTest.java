package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

class PairsTest extends InstalledRecording {
  private static final long LONG = TimeUnit.HOURS.toNanos(1);

  /** Values are the parts; a last one beyond them is the failure, and {@code "skip"} is no end. */
  private record Rules(int parts) implements CallRules {
    @Override
    public Object part(int index, Object[] values) {
      return values[index];
    }

    @Override
    public Object part(Object value) {
      if (value instanceof RuntimeException hostile) {
        throw hostile;
      }
      return "path of " + value;
    }

    @Override
    public boolean applies(Object[] values) {
      return values.length <= parts || !"skip".equals(values[parts]);
    }

    @Override
    public Object failure(Object[] values) {
      return values.length <= parts ? null : values[parts];
    }

    @Override
    public Object failure(Object value) {
      return value;
    }

    @Override
    public void durations(Object[] values, LongConsumer each) {
      for (long nanos : (long[]) values[0]) {
        each.accept(nanos);
      }
    }
  }

  private PairOperation of = new PairOperation(false, false, false, LONG);

  private Site start(PairSite.Form form, int parts) {
    return recording.sites().addPair("call", null, site(form, parts, false), null);
  }

  private Site end(PairSite.Form form, int parts) {
    return recording.sites().addPair(null, null, site(form, parts, false), null);
  }

  private PairSite site(PairSite.Form form, int parts, boolean upTo) {
    return new PairSite(of, form, upTo, true, new Rules(parts));
  }

  private long ok() {
    return count("call", false);
  }

  private long failed() {
    return count("call", true);
  }

  private long inFlight() {
    return recording.reader().asyncInFlight();
  }

  @Test
  void anObjectTiesAnEndToItsStart() {
    Site start = start(PairSite.Form.OBJECT, 1);
    Site end = end(PairSite.Form.OBJECT, 1);
    Object key = new Object();
    PairProbe.start(start.id(), null, key, 0);
    PairProbe.start(start.id(), null, new Object(), 0);
    assertThat(inFlight()).isEqualTo(2);
    PairProbe.end(end.id(), key, 0, null);
    PairProbe.end(end.id(), key, 0, null);
    assertThat(ok()).isEqualTo(1);
    assertThat(of.withoutStart()).isEqualTo(1);
    assertThat(inFlight()).isEqualTo(1);
  }

  @Test
  void equalValuesAreOneKeyAndEqualObjectsAreNot() {
    Site start = start(PairSite.Form.OBJECT, 1);
    Site end = end(PairSite.Form.OBJECT, 1);
    UUID id = UUID.randomUUID();
    Object[][] same = {
      {new String("a"), new String("a")},
      {7, 7L},
      {(short) 7_000, 7_000},
      {Long.MAX_VALUE, Long.MAX_VALUE},
      {id, UUID.fromString(id.toString())},
      {'x', (int) 'x'},
      {1.5, 1.5}
    };
    for (Object[] pair : same) {
      PairProbe.start(start.id(), null, pair[0], 0);
      PairProbe.end(end.id(), pair[1], 0, null);
    }
    assertThat(ok()).isEqualTo(same.length);
    Object one = new ArrayDeque<>();
    Object other = Map.of();
    PairProbe.start(start.id(), null, Map.of("a", 1), 0);
    PairProbe.end(end.id(), new HashMap<>(Map.of("a", 1)), 0, null);
    PairProbe.start(start.id(), null, one, 0);
    PairProbe.end(end.id(), other, 0, null);
    assertThat(ok()).isEqualTo(same.length);
    assertThat(of.withoutStart()).isEqualTo(2);
  }

  @Test
  void aPrimitiveNumberIsTheKeyThatItsBoxIs() {
    Site start = start(PairSite.Form.NUMBER, 1);
    Site end = end(PairSite.Form.OBJECT, 1);
    PairProbe.start(start.id(), null, null, -5);
    PairProbe.end(end.id(), -5, 0, null);
    assertThat(ok()).isEqualTo(1);
  }

  @Test
  void severalPartsAreOneKeyInWhateverFormTheyCome() {
    Site start = start(PairSite.Form.OBJECT_AND_NUMBER, 2);
    Site end = end(PairSite.Form.VALUES, 2);
    Object channel = new Object();
    PairProbe.start(start.id(), null, channel, 1);
    PairProbe.start(start.id(), null, channel, 2);
    PairProbe.start(start.id(), null, new Object(), 2);
    PairProbe.endOf(end.id(), new Object[] {channel, 2});
    assertThat(ok()).isEqualTo(1);
    Site four = start(PairSite.Form.VALUES, 4);
    Site endOfFour = end(PairSite.Form.VALUES, 4);
    PairProbe.startOf(four.id(), null, new Object[] {channel, "a", 1, "b"});
    PairProbe.startOf(four.id(), null, new Object[] {channel, "a", 1, "c"});
    PairProbe.endOf(endOfFour.id(), new Object[] {channel, "a", 1L, new String("c")});
    PairProbe.endOf(endOfFour.id(), new Object[] {channel, "b", 1L, "b"});
    assertThat(ok()).isEqualTo(2);
    assertThat(of.withoutStart()).isEqualTo(1);
  }

  @Test
  void aFailureIsAnErrorOfItsType() {
    Site start = start(PairSite.Form.NUMBER, 1);
    Site end = end(PairSite.Form.NUMBER, 1);
    PairProbe.start(start.id(), null, null, 1);
    PairProbe.end(end.id(), null, 1, "UNAVAILABLE");
    PairProbe.start(start.id(), null, null, 2);
    PairProbe.end(end.id(), null, 2, new IllegalStateException());
    assertThat(errors(start)).containsOnlyKeys("UNAVAILABLE", "java.lang.IllegalStateException");
  }

  @Test
  void aStartThatThrowsIsAFailureUnlessItHasEnded() {
    Site start = start(PairSite.Form.NUMBER, 1);
    Site end = end(PairSite.Form.NUMBER, 1);
    Object first = PairProbe.start(start.id(), null, null, 1);
    PairProbe.leave(first, new IllegalStateException());
    PairProbe.end(end.id(), null, 1, null);
    assertThat(failed()).isEqualTo(1);
    assertThat(ok()).isZero();
    Object second = PairProbe.start(start.id(), null, null, 2);
    PairProbe.end(end.id(), null, 2, null);
    PairProbe.leave(second, new IllegalStateException());
    assertThat(failed()).isEqualTo(1);
    assertThat(ok()).isEqualTo(1);
    PairProbe.leave(PairProbe.start(start.id(), null, null, 3), null);
    assertThat(inFlight()).isEqualTo(1);
  }

  @Test
  void aStartOnceMoreBelongsToTheFirstOrBeginsAnother() {
    Site start = start(PairSite.Form.NUMBER, 1);
    assertThat(PairProbe.start(start.id(), null, null, 1)).isNotNull();
    assertThat(PairProbe.start(start.id(), null, null, 1)).isNull();
    assertThat(of.again()).isEqualTo(1);
    assertThat(of.neverEnded()).isZero();
    of = new PairOperation(false, true, false, LONG);
    Site restarts = start(PairSite.Form.NUMBER, 1);
    Object before = PairProbe.start(restarts.id(), null, null, 1);
    assertThat(PairProbe.start(restarts.id(), null, null, 1)).isNotNull();
    assertThat(of.again()).isEqualTo(1);
    assertThat(of.neverEnded()).isEqualTo(1);
    PairProbe.leave(before, new IllegalStateException());
    assertThat(failed()).isZero();
    PairProbe.end(end(PairSite.Form.NUMBER, 1).id(), null, 1, null);
    assertThat(ok()).isEqualTo(1);
  }

  @Test
  void anEndUpToANumberEndsAllOfItsGroupThatAreNotAboveIt() {
    of = new PairOperation(true, false, false, LONG);
    Site start = start(PairSite.Form.OBJECT_AND_NUMBER, 2);
    Site single = end(PairSite.Form.OBJECT_AND_NUMBER, 2);
    Site upTo = recording.sites().addPair(null, null, site(PairSite.Form.VALUES, 2, true), null);
    Object channel = new Object();
    Object other = new Object();
    for (long number = 1; number <= 1_000; number++) {
      PairProbe.start(start.id(), null, channel, number);
      PairProbe.start(start.id(), null, other, number);
    }
    PairProbe.end(single.id(), channel, 7, null);
    PairProbe.endOf(upTo.id(), new Object[] {channel, 600L, "skip"});
    assertThat(ok()).isEqualTo(1);
    PairProbe.endOf(upTo.id(), new Object[] {channel, 600L});
    assertThat(ok()).isEqualTo(600);
    PairProbe.endOf(upTo.id(), new Object[] {channel, 600L, "NACK"});
    assertThat(of.withoutStart()).isZero();
    PairProbe.endOf(upTo.id(), new Object[] {other, 1_000, "NACK"});
    assertThat(failed()).isEqualTo(1_000);
    assertThat(inFlight()).isEqualTo(400);
  }

  @Test
  void anEndMayComeBeforeItsStartHasReturnedTheKey() {
    of = new PairOperation(false, false, true, LONG);
    Site start = start(PairSite.Form.VALUES, 1);
    Site end = end(PairSite.Form.OBJECT, 1);
    Object begun = PairProbe.begin(start.id(), null);
    PairProbe.end(end.id(), 5, 0, "LATE");
    PairProbe.end(end.id(), 5, 0, null);
    assertThat(of.withoutStart()).isEqualTo(1);
    assertThat(inFlight()).isZero();
    PairProbe.leaveWith(begun, new Object[] {5}, null);
    assertThat(failed()).isEqualTo(1);
    Object thrown = PairProbe.begin(start.id(), null);
    PairProbe.leaveWith(thrown, new Object[] {null}, new IllegalStateException());
    assertThat(failed()).isEqualTo(2);
    Object second = PairProbe.begin(start.id(), null);
    PairProbe.leaveWith(second, new Object[] {6}, null);
    PairProbe.end(end.id(), 6, 0, null);
    assertThat(ok()).isEqualTo(1);
    PairProbe.leaveWith(PairProbe.begin(start.id(), null), new Object[] {null}, null);
    assertThat(of.withoutKey()).isEqualTo(1);
  }

  @Test
  void whatNeverEndsIsGivenUpAndCounted() {
    of = new PairOperation(false, false, true, 0);
    Site start = start(PairSite.Form.NUMBER, 1);
    Site end = end(PairSite.Form.NUMBER, 1);
    for (int i = 0; i < 10_000; i++) {
      PairProbe.start(start.id(), null, null, i);
    }
    PairProbe.end(end.id(), null, 10_000, null);
    assertThat(inFlight()).isEqualTo(10_000 - of.beyond());
    // Removing moves others to places that a sweep has passed.
    for (int i = 0; i < 20 && inFlight() > 0; i++) {
      recording.reader().sweepPairs();
    }
    assertThat(inFlight()).isZero();
    assertThat(of.neverEnded() + of.beyond()).isEqualTo(10_000);
    assertThat(of.withoutStart()).isEqualTo(1);
  }

  @Test
  void whoseKeyIsGoneIsGivenUp() {
    Site start = start(PairSite.Form.OBJECT, 1);
    PairProbe.start(start.id(), null, new Object(), 0);
    for (int i = 0; i < 100 && inFlight() > 0; i++) {
      System.gc();
      recording.reader().sweepPairs();
    }
    assertThat(of.neverEnded()).isEqualTo(1);
  }

  @Test
  void theOldestInFlightHasItsAge() {
    Site start = start(PairSite.Form.NUMBER, 1);
    PairProbe.start(start.id(), null, null, 1);
    long between = Clock.ticks();
    PairProbe.start(start.id(), null, null, 2);
    recording.reader().sweepPairs();
    long since = Clock.toNanos(Clock.ticks() - between);
    assertThat(recording.reader().oldestAsyncNanos()).isGreaterThanOrEqualTo(since);
    PairProbe.end(end(PairSite.Form.NUMBER, 1).id(), null, 1, null);
    recording.reader().sweepPairs();
    long age = recording.reader().oldestAsyncNanos();
    assertThat(age).isBetween(0L, Clock.toNanos(Clock.ticks() - between));
  }

  @Test
  void aKeyThatCannotBeReadIsCounted() {
    Site start = start(PairSite.Form.PATH, 1);
    Site end = end(PairSite.Form.OBJECT, 1);
    PairProbe.start(start.id(), null, "here", 0);
    PairProbe.end(end.id(), "path of here", 0, null);
    assertThat(ok()).isEqualTo(1);
    PairProbe.start(start.id(), null, new IllegalStateException("the host's"), 0);
    PairProbe.end(end.id(), null, 0, null);
    assertThat(of.withoutKey()).isEqualTo(2);
  }

  @Test
  void beyondTheBoundStartsAreCountedAsSuch() {
    PairTable small = new PairTable(1_000);
    Worker worker = recording.anyWorker();
    int entered = 0;
    for (int i = 0; i < 10_000; i++) {
      int group = PairKey.groupHash(of, null, null);
      Pair pair = new Pair(of, worker, 0, 0, group, PairKey.hash(group, i), null, i, null);
      entered += small.put(pair, null, i, null) == null ? 1 : 0;
    }
    assertThat(entered).isEqualTo((int) small.count()).isBetween(500, 2_000);
  }

  @Test
  void whatWaitsIsInTheMemoryOfTheAgent() {
    assertThat(recording.reader().pairBytes()).isZero();
    Site start = start(PairSite.Form.NUMBER, 1);
    PairProbe.start(start.id(), null, null, 1);
    long few = recording.reader().pairBytes();
    for (int i = 0; i < 4_000; i++) {
      PairProbe.start(start.id(), null, null, i);
    }
    long many = recording.reader().pairBytes();
    assertThat((many - few) / 3_999.0).isBetween(88.0, 120.0);
    recording.pairs().clear();
    assertThat(recording.reader().pairBytes()).isEqualTo(few - 88);
  }

  @Test
  void aThreadThatEndsIsNotHeldAndIsSaidToDoBoth() throws InterruptedException {
    Site start = start(PairSite.Form.NUMBER, 1);
    Site end = end(PairSite.Form.NUMBER, 1);
    Thread ending = new Thread(() -> PairProbe.end(end.id(), null, 1, null));
    PairProbe.start(start.id(), null, null, 1);
    ending.start();
    ending.join();
    assertThat(recording.reader().threadsDoBoth()).isFalse();
    Thread both =
        new Thread(
            () -> {
              PairProbe.end(end.id(), null, 2, null);
              recording.sites().pause();
              PairProbe.start(start.id(), null, null, 2);
              PairProbe.end(end.id(), null, 2, null);
            });
    both.start();
    both.join(10_000);
    assertThat(both.isAlive()).isFalse();
    recording.sites().resume();
    assertThat(recording.reader().threadsDoBoth()).isTrue();
    assertThat(ok()).isEqualTo(2);
  }

  @Test
  void aThreadThatBeginsAndThenEndsDoesBoth() {
    Site start = start(PairSite.Form.NUMBER, 1);
    PairProbe.start(start.id(), null, null, 1);
    assertThat(recording.reader().threadsDoBoth()).isFalse();
    PairProbe.end(end(PairSite.Form.NUMBER, 1).id(), null, 1, null);
    assertThat(recording.reader().threadsDoBoth()).isTrue();
  }

  @Test
  void whatTheHostHasMeasuredIsCountedOnceHoweverItIsPassedOn() {
    PairSite rules = new PairSite(null, PairSite.Form.VALUES, false, true, new Rules(1));
    Site site = recording.sites().addPair("call", null, rules, null);
    Object[] values = {new long[] {1_000_000, 2_000_000, -1}};
    Object outer = RecordedProbe.enter(site.id(), null, values);
    Object inner = RecordedProbe.enter(site.id(), null, values);
    assertThat(inner).isNull();
    RecordedProbe.leave(inner);
    RecordedProbe.leave(outer);
    assertThat(ok()).isEqualTo(3);
    assertThat(recording.reader().clamped()).isEqualTo(1);
    Object failing = RecordedProbe.enter(site.id(), null, new Object[] {new long[] {5}, "KO"});
    RecordedProbe.leave(failing);
    assertThat(errors(site)).containsEntry("KO", 1L);
  }

  /** Against a map, with keys that meet in few places. */
  @Test
  void randomStartsAndEndsAreCountedAsAMapWould() {
    Random random = new Random(14);
    Site start = start(PairSite.Form.NUMBER, 1);
    Site end = end(PairSite.Form.NUMBER, 1);
    Map<Long, Boolean> map = new HashMap<>();
    long expected = 0;
    long again = 0;
    long withoutStart = 0;
    for (int i = 0; i < 200_000; i++) {
      long key = random.nextInt(3_000);
      if (random.nextInt(100) < 52) {
        PairProbe.start(start.id(), null, null, key);
        again += map.put(key, true) == null ? 0 : 1;
      } else {
        PairProbe.end(end.id(), null, key, null);
        if (map.remove(key) == null) {
          withoutStart++;
        } else {
          expected++;
        }
      }
    }
    assertThat(of.beyond()).isZero();
    assertThat(ok()).isEqualTo(expected);
    assertThat(of.again()).isEqualTo(again);
    assertThat(of.withoutStart()).isEqualTo(withoutStart);
    assertThat(inFlight()).isEqualTo(map.size());
  }

  @Test
  void manyThreadsLoseNothing() throws InterruptedException {
    Site start = start(PairSite.Form.OBJECT_AND_NUMBER, 2);
    Site end = end(PairSite.Form.OBJECT_AND_NUMBER, 2);
    Object key = new Object();
    int each = 50_000;
    Thread[] threads = new Thread[4];
    for (int t = 0; t < threads.length; t++) {
      long from = (long) t * each;
      threads[t] =
          new Thread(
              () -> {
                for (long i = from; i < from + each; i++) {
                  PairProbe.start(start.id(), null, key, i);
                  PairProbe.end(end.id(), key, i, i % 5 == 0 ? "FIFTH" : null);
                }
              });
    }
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(ok() + failed()).isEqualTo(4L * each);
    assertThat(failed()).isEqualTo(4L * each / 5);
    assertThat(inFlight()).isZero();
  }
}
