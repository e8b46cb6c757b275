package org.benchmonitor.run.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.benchmonitor.run.model.OperationFigures;
import org.benchmonitor.run.model.RunStatus;
import org.benchmonitor.run.model.Snapshot;
import org.benchmonitor.run.thread.Pace;
import org.benchmonitor.run.thread.SteppedRests;
import org.benchmonitor.run.timeline.RetainedRuns;
import org.benchmonitor.run.view.RunView;
import org.benchmonitor.run.view.Selection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every format writes in small resting, whatever it has to merge before. */
class PacedFormatsTest {
  private static final int INTERVALS = 130;
  private static final int OPERATIONS = 40;
  private static final long NEVER_DUE = 0;
  private static final long ALWAYS_DUE = 1_000_000;

  private static final List<Snapshot> SNAPSHOTS =
      LongStream.rangeClosed(1, INTERVALS)
          .mapToObj(
              number ->
                  Snapshots.with(Snapshots.interval(number, RunStatus.RUNNING, operations(number))))
          .toList();

  private static OperationFigures[] operations(long number) {
    return IntStream.range(0, OPERATIONS)
        .mapToObj(i -> Snapshots.operation("operation-" + i, 1, 1_000 * number, 50_000L + i))
        .toArray(OperationFigures[]::new);
  }

  private static Stream<Format> formats() {
    return PlainFormats.all().stream();
  }

  /** Of a run that nobody has read before, so that nothing is merged yet. */
  private static Excerpt excerpt() {
    RetainedRuns runs = Snapshots.liveRuns();
    SNAPSHOTS.forEach(runs::onSnapshot);
    RunView run = runs.current().orElseThrow();
    Selection all = Selection.upTo(INTERVALS);
    return new Excerpt(run, run.latest(), ServerState.NONE, run.select(all), null);
  }

  /** A file, and how much of it had arrived at each rest. */
  private record Arrival(String file, List<Integer> atRests) {
    static Arrival of(Format format, long nanosEachStep) throws IOException {
      ByteArrayOutputStream whole = new ByteArrayOutputStream();
      List<Integer> atRests = new ArrayList<>();
      SteppedRests rests = new SteppedRests(nanosEachStep, () -> atRests.add(whole.size()));
      Pieces pieces = new Pieces(whole, new Pace(rests));
      format.write(excerpt(), pieces);
      pieces.flush();
      return new Arrival(whole.toString(StandardCharsets.US_ASCII), atRests);
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void theFileIsTheSameWithManyRestsAndWithNone(Format format) throws IOException {
    Arrival many = Arrival.of(format, ALWAYS_DUE);
    Arrival none = Arrival.of(format, NEVER_DUE);
    assertThat(none.atRests).isEmpty();
    assertThat(many.atRests).hasSizeGreaterThanOrEqualTo(INTERVALS * OPERATIONS);
    assertThat(many.file.replaceFirst("(\"metrics\" : ) +", "$1"))
        .isEqualTo(none.file)
        .hasSizeGreaterThan(shortest(format));
  }

  private static int shortest(Format format) {
    return switch (format.name()) {
      // A distribution has no line for each interval.
      case "percentiles" -> 1_000;
      // No operation of the run has a rule, so there is no line at all.
      case "percentiles-corrected" -> 150;
      default -> 100_000;
    };
  }

  @ParameterizedTest
  @MethodSource("formats")
  void noStepMakesMoreThanAKilobyteOrTwo(Format format) throws IOException {
    int before = 0;
    for (int arrived : Arrival.of(format, ALWAYS_DUE).atRests) {
      assertThat(arrived - before).isLessThan(2_500);
      before = arrived;
    }
  }

  @Test
  void aClientIsSentABlankNowAndThenWhileALongRangeIsMerged() throws IOException {
    Arrival json = Arrival.of(PlainFormats.all().get(0), ALWAYS_DUE);
    assertThat(json.file).containsPattern("\"metrics\" :  {5,}\\{");
  }

  @Test
  void whatIsMergedIsMergedWithRestsWhileTheBeginningIsOnItsWay() throws IOException {
    Arrival json = Arrival.of(PlainFormats.all().get(0), ALWAYS_DUE);
    assertThat(json.atRests.get(0)).isGreaterThan(json.file.indexOf("\"session_id\""));
    int merged = json.file.indexOf("\"total\"");
    // The histograms of both outcomes, and once more as blocks.
    assertThat(json.atRests.stream().filter(arrived -> arrived < merged).count())
        .isGreaterThan(2 * INTERVALS * OPERATIONS);
  }
}
