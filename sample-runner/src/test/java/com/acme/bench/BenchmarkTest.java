package com.acme.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchmarkTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 100})
  void countsAreTheSameInEveryRunWithTheSameSettings(int workers) throws Exception {
    String options = "--operations 2000 --error-rate 0.1 --workers " + workers;

    List<String> first = counts(run(options));

    assertThat(first).hasSize(OperationType.values().length);
    assertThat(counts(run(options))).isEqualTo(first);
    assertThat(counts(run(options + " --seed 2"))).isNotEqualTo(first);
  }

  @Test
  void oneInSoManyCallsOfEachWorkerStandsStill() throws Exception {
    OperationReport total = run("--operations 40 --workers 2 --stall 30ms/10").measured().total();

    assertThat(total.successLatencyMs().max()).isGreaterThanOrEqualTo(30);
    assertThat(total.successLatencyMs().p50()).isLessThan(30);
  }

  @Test
  void operationsTakeLongerByAShareOfTheirTime() throws Exception {
    OperationReport usual = run("--operations 400 --workers 1").measured().total();
    OperationReport slower = run("--operations 400 --workers 1 --slower 99").measured().total();

    assertThat(slower.successLatencyMs().p50()).isGreaterThan(5 * usual.successLatencyMs().p50());
  }

  @Test
  void countsDoNotDependOnTheKindOfThreads() throws Exception {
    String options = "--operations 2000 --error-rate 0.1 --workers 100 --threads ";

    List<String> platform = counts(run(options + "platform"));

    if (Runtime.version().feature() < 21) {
      assertThatThrownBy(() -> ThreadKind.VIRTUAL.create("none", () -> {}))
          .hasMessage("this JVM makes no virtual threads");
    } else {
      assertThat(counts(run(options + "virtual"))).isEqualTo(platform);
    }
  }

  @Test
  void everyOperationIsCountedOnce() throws Exception {
    OperationReport total = run("--operations 1003 --error-rate 0.2").measured().total();

    assertThat(total.count()).isEqualTo(1003);
    assertThat(total.succeeded() + total.failed()).isEqualTo(1003);
    assertThat(total.successLatencyMs().count()).isEqualTo(total.succeeded());
    assertThat(total.failureLatencyMs().count()).isEqualTo(total.failed());
  }

  @Test
  void errorsAreConflictsAndTimeoutsOfUpdates() throws Exception {
    PhaseReport measured =
        run("--operations 400 --mix read=50,update=50 --error-rate 0.5").measured();

    OperationReport updates = measured.operations().get(OperationType.UPDATE);
    assertThat(updates.errors())
        .containsOnlyKeys("LockTimeoutException", "VersionConflictException");
    assertThat(updates.errors().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(updates.failed());
    assertThat(measured.total().failed()).isEqualTo(updates.failed());
    assertThat(measured.total().errors()).isEqualTo(updates.errors());
  }

  @Test
  void errorRateOfOneFailsEveryUpdate() throws Exception {
    OperationReport total =
        run("--operations 50 --mix update=100 --error-rate 1").measured().total();

    assertThat(total.failed()).isEqualTo(50);
  }

  @Test
  void withoutErrorRateNothingFails() throws Exception {
    OperationReport total = run("--operations 5000 --workers 20").measured().total();

    assertThat(total.succeeded()).isEqualTo(5000);
    assertThat(total.errors()).isEmpty();
  }

  @Test
  void deletesBeyondTheLastDocumentSucceed() throws Exception {
    OperationReport total = run("--operations 500 --workers 1 --mix delete=100").measured().total();

    assertThat(total.succeeded()).isEqualTo(500);
  }

  @Test
  void warmupIsCountedApart() throws Exception {
    RunReport report = run("--operations 300 --warmup 100ms --workers 2");

    assertThat(report.measured().total().count()).isEqualTo(300);
    assertThat(report.warmup().total().count()).isPositive();
    assertThat(report.warmup().elapsedMs()).isEqualTo(100);
  }

  @Test
  void responseTimesAreThereForATargetRateOnly() throws Exception {
    assertThat(run("--operations 20 --rate 2000").measured().total().responseMs().count())
        .isEqualTo(20);
    assertThat(run("--operations 20").measured().total().responseMs().count()).isZero();
  }

  @Test
  void runEndsAfterItsDuration() throws Exception {
    RunReport report = run("--duration 50ms --rate 1000");

    assertThat(report.ended()).isEqualTo("completed");
    assertThat(report.measured().total().count()).isBetween(1L, 50L);
  }

  @Test
  void stopEndsTheRunEvenWhileWorkersWaitForTheirNextOperation() throws Exception {
    Benchmark benchmark = new Benchmark(TestSettings.of("--duration 1h --rate 1 --workers 2"));
    CompletableFuture<RunReport> run = CompletableFuture.supplyAsync(() -> reportOf(benchmark));

    benchmark.stop();

    assertThat(run.get(30, TimeUnit.SECONDS).ended()).isEqualTo("stopped");
  }

  private static RunReport reportOf(Benchmark benchmark) {
    try {
      return benchmark.run();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static RunReport run(String options) throws Exception {
    return new Benchmark(TestSettings.of(options)).run();
  }

  private static List<String> counts(RunReport report) {
    return report.measured().operations().entrySet().stream()
        .map(
            entry ->
                entry.getKey() + " " + entry.getValue().succeeded() + entry.getValue().errors())
        .toList();
  }
}
