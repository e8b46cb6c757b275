package org.benchmonitor.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Hosts that interrupt or stop every thread that they find, and so the agent's. */
class InterruptsIT {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /** One thread that spins is nearly 100. The first seconds run in the interpreter. */
  private static final int MOST_PERCENT = 60;

  private static final Pattern CPU = Pattern.compile("cpu (\\d+)");

  private static Stream<Arguments> disturbances() {
    return Stream.concat(
        Jdk.inTurn("once", "again", "group"),
        // Later JDKs refuse it.
        Stream.of(Arguments.of(17, "stop")));
  }

  @ParameterizedTest(name = "JDK {0}, {1}")
  @MethodSource("disturbances")
  void theAgentGoesOnAndDoesNotSpin(int version, String how) {
    try (Host host =
        Host.on(Jdk.of(version))
            .agent("op=Interrupting#operation", "metrics_interval=100ms", "report=report.json")
            .program(Programs.file("Interrupting.java").toString(), how)
            .start()) {
      Api api = host.api();
      AtomicInteger streamed = follow(api);
      Await.until("the stream", LONGEST, () -> streamed.get() > 5);
      host.tell("disturb");
      Await.until("the measurement", LONGEST, () -> CPU.matcher(host.stdout()).find());
      assertThat(cpuPercent(host)).as("percent of a thread that spins").isLessThan(MOST_PERCENT);
      if (how.equals("stop")) {
        // What a stopped thread had just accepted is lost; the next one is not.
        Await.until("an answer", LONGEST, () -> answers(api));
      }
      long sequence = sequence(api);
      Await.until("further snapshots", LONGEST, () -> sequence(api) > sequence + 5);
      if (how.equals("stop")) {
        // A stopped thread of the server has closed its own client, who comes again.
        AtomicInteger again = follow(api);
        Await.until("another stream", LONGEST, () -> again.get() > 5);
      } else {
        int before = streamed.get();
        Await.until("the same stream", LONGEST, () -> streamed.get() > before + 5);
      }
      host.tell("end");
      assertThat(host.awaitExit()).as(host.stderr()).isZero();
      JsonNode report = Runs.report(host);
      assertThat(report.get("metrics").get("total").get("operations").asInt())
          .isEqualTo(done(host));
      assertThat(report.get("status").get("status").asString()).isEqualTo("completed");
      assertThat(report.get("status").get("monitor").get("suppressed").asLong()).isZero();
    }
  }

  /** Follows the stream of events and counts its lines. */
  private static AtomicInteger follow(Api api) {
    AtomicInteger lines = new AtomicInteger();
    Thread reading =
        new Thread(
            () -> {
              try {
                api.client()
                    .send(
                        api.request("/api/stream").timeout(Duration.ofMinutes(2)).build(),
                        HttpResponse.BodyHandlers.ofLines())
                    .body()
                    .forEach(line -> lines.incrementAndGet());
              } catch (IOException | UncheckedIOException | InterruptedException ended) {
                // What was counted tells for how long it went on.
              }
            },
            "reads the stream");
    reading.setDaemon(true);
    reading.start();
    return lines;
  }

  private static boolean answers(Api api) {
    try {
      return api.client()
              .send(
                  api.request("/api/status").timeout(Duration.ofSeconds(2)).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException lost) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static long sequence(Api api) {
    return api.get("/api/status").get("sequence").asLong();
  }

  private static int cpuPercent(Host host) {
    return number(CPU, host);
  }

  private static int done(Host host) {
    return number(Pattern.compile("done (\\d+)"), host);
  }

  private static int number(Pattern pattern, Host host) {
    Matcher matcher = pattern.matcher(host.stdout());
    assertThat(matcher.find()).as(host.stdout()).isTrue();
    return Integer.parseInt(matcher.group(1));
  }
}
