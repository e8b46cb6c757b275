package org.benchmonitor.run.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.benchmonitor.run.thread.Pace;
import org.benchmonitor.run.thread.SteppedRests;
import org.junit.jupiter.api.Test;

class PiecesTest {
  private static final long NEVER_DUE = 0;
  private static final long ALWAYS_DUE = 1_000_000;

  /** Notes what it gets, by call. */
  private static final class Taker extends OutputStream {
    private final ByteArrayOutputStream whole = new ByteArrayOutputStream();
    private final List<Integer> lengths = new ArrayList<>();
    private int flushed;

    @Override
    public void write(int b) {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      whole.write(bytes, offset, length);
      lengths.add(length);
    }

    @Override
    public void flush() {
      flushed = whole.size();
    }
  }

  private static final class Gone extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("gone");
    }
  }

  private final Taker taker = new Taker();

  @Test
  void whateverIsWrittenArrivesInPiecesOfBoundedSize() throws IOException {
    Pieces pieces = new Pieces(taker, new Pace(new SteppedRests(NEVER_DUE, () -> {})));
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    Random random = new Random(5);
    for (int i = 0; i < 300; i++) {
      byte[] some = new byte[random.nextInt(i % 50 == 0 ? 40_000 : 300)];
      random.nextBytes(some);
      int offset = some.length / 3;
      pieces.write(some, offset, some.length - offset);
      pieces.write(i);
      expected.write(some, offset, some.length - offset);
      expected.write(i);
    }
    pieces.flush();
    assertThat(taker.whole.toByteArray()).isEqualTo(expected.toByteArray());
    assertThat(taker.lengths.subList(0, taker.lengths.size() - 1)).containsOnly(Pieces.LONGEST);
    assertThat(taker.lengths.get(taker.lengths.size() - 1)).isBetween(1, Pieces.LONGEST);
  }

  @Test
  void allThatIsWrittenIsHandedOnBeforeARest() throws IOException {
    List<Integer> flushed = new ArrayList<>();
    SteppedRests rests = new SteppedRests(ALWAYS_DUE, () -> flushed.add(taker.flushed));
    Pieces pieces = new Pieces(taker, new Pace(rests));
    pieces.write("abc".getBytes(StandardCharsets.US_ASCII));
    pieces.restIfDue();
    pieces.restIfDue();
    pieces.write("de".getBytes(StandardCharsets.US_ASCII));
    pieces.restIfDue();
    assertThat(flushed).containsExactly(3, 3, 5);
  }

  @Test
  void aFullPieceIsAChanceToRestToo() throws IOException {
    SteppedRests rests = new SteppedRests(ALWAYS_DUE, () -> {});
    Pieces pieces = new Pieces(taker, new Pace(rests));
    pieces.write(new byte[5 * Pieces.LONGEST]);
    assertThat(rests.taken()).hasSize(5);
  }

  @Test
  void theFirstIsHandedOnAtOnceAndTheOthersWhenItIsTimeToRest() throws IOException {
    SteppedRests rests = new SteppedRests(ALWAYS_DUE / 4, () -> {});
    Pieces pieces = new Pieces(taker, new Pace(rests));
    for (int i = 0; i < 8; i++) {
      pieces.write(i);
      pieces.restIfDue();
    }
    assertThat(taker.lengths).containsExactly(1, 3, 4);
    assertThat(rests.taken()).hasSize(2);
  }

  @Test
  void aLongMergingIsABlankNowAndThen() throws IOException {
    Pieces pieces = new Pieces(taker, new Pace(new SteppedRests(ALWAYS_DUE, () -> {})));
    pieces.write('[');
    for (int i = 0; i < 3 * Pieces.MOST_QUIET_RESTS; i++) {
      pieces.withBlanks().restIfDue();
    }
    pieces.write(']');
    pieces.flush();
    assertThat(taker.whole.toString(StandardCharsets.US_ASCII)).isEqualTo("[  ]");
    for (int i = 0; i < 3 * Pieces.MOST_QUIET_RESTS; i++) {
      pieces.restIfDue();
    }
    assertThat(taker.whole.toString(StandardCharsets.US_ASCII)).isEqualTo("[  ]");
  }

  @Test
  void aClientThatIsGoneEndsTheWork() throws IOException {
    SteppedRests rests = new SteppedRests(ALWAYS_DUE, () -> {});
    Pieces pieces = new Pieces(new Gone(), new Pace(rests));
    pieces.write(1);
    assertThatThrownBy(pieces::restIfDue).isInstanceOf(UncheckedIOException.class);
    assertThat(rests.taken()).isEmpty();
  }
}
