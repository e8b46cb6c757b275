package org.benchmonitor.host.suggest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.benchmonitor.host.instrument.MethodTrial.Tried;
import org.benchmonitor.run.model.Suggestion;
import org.junit.jupiter.api.Test;

class RankingTest {
  private static final int WORKERS = 4;

  private static String[] frames(String... outermostFirst) {
    return outermostFirst;
  }

  private static Suggestion find(List<Suggestion> all, String pattern) {
    return all.stream().filter(one -> one.pattern().equals(pattern)).findFirst().orElseThrow();
  }

  @Test
  void theCallBelowTheLoopOfAPoolsThreadIsFirst() {
    String[] loop = frames("com.acme.Bench.lambda$main$0", "com.acme.Bench.step");
    List<Suggestion> found =
        new Stacks("com.acme.Bench")
            .see(60, 1, WORKERS, Stacks.POOL, loop, frames("com.acme.Store.read"), Stacks.SOCKET)
            .see(40, 1, WORKERS, Stacks.POOL, loop, frames("com.acme.Store.write"), Stacks.SOCKET)
            .does("com.acme.Bench#step", 1000, 3.9, WORKERS)
            .does("com.acme.Store#read", 600, 3.9, WORKERS)
            .does("com.acme.Store#write", 400, 3.9, WORKERS)
            .suggestions(WORKERS);
    assertThat(found)
        .extracting(Suggestion::pattern)
        .containsExactly(
            "com.acme.Bench#step",
            "com.acme.Store#read",
            "com.acme.Store#write",
            "com.acme.Bench#lambda$main$0");
    assertThat(found.get(0).why()).isEqualTo("called in the loop of Bench.lambda$main$0");
    assertThat(found.get(0).likely()).isTrue();
    assertThat(found.get(1).why()).isEqualTo("called inside of Bench.step");
    assertThat(found.get(3).likely()).isFalse();
    assertThat(found.get(3).why()).contains("100 % of the stacks", "not one call", "a loop");
    Suggestion.Trial trial = found.get(0).trial();
    assertThat(trial.calls()).isEqualTo(2000);
    assertThat(trial.ratePerSecond()).isEqualTo(1000);
    assertThat(trial.meanNanos()).isEqualTo(3.9e6);
    assertThat(trial.sharePercent()).isEqualTo(97.5);
    assertThat(trial.threads()).isEqualTo(WORKERS);
  }

  @Test
  void aTaskOfAPoolIsTheOperationItself() {
    assertThat(
            new Stacks("com.acme.Bench")
                .see(50, 1, WORKERS, Stacks.POOL, frames("com.acme.Task.run"), Stacks.SOCKET)
                .does("com.acme.Task#run", 800, 4.9, WORKERS)
                .found(WORKERS))
        .containsExactly("com.acme.Task#run");
  }

  @Test
  void aWayIntoALibraryFromMainIsTheOperation() {
    // Kafka's producer test: one thread sends, and a thread of the client's own does the rest.
    String[] send = {
      "org.apache.kafka.tools.ProducerPerformance.main",
      "org.apache.kafka.tools.ProducerPerformance.start",
      "org.apache.kafka.clients.producer.KafkaProducer.send",
      "org.apache.kafka.clients.producer.KafkaProducer.doSend",
      "org.apache.kafka.clients.producer.internals.RecordAccumulator.append"
    };
    String[] network = {
      "org.apache.kafka.clients.producer.internals.Sender.run",
      "org.apache.kafka.clients.producer.internals.Sender.runOnce",
      "org.apache.kafka.clients.NetworkClient.poll",
      "sun.nio.ch.SelectorImpl.select"
    };
    assertThat(
            new Stacks("org.apache.kafka.tools.ProducerPerformance")
                .see(70, 1, 1, send)
                .see(30, 1, 1, frames(send[0], send[1]), frames("com.acme.Payload.next"))
                .see(100, 2, 1, Stacks.THREAD, network)
                .does("org.apache.kafka.clients.producer.KafkaProducer#send", 90_000, 0.008, 1)
                .does("com.acme.Payload#next", 90_000, 0.003, 1)
                .found(1))
        .containsExactly(
            "org.apache.kafka.clients.producer.KafkaProducer#send",
            "com.acme.Payload#next",
            "org.apache.kafka.tools.ProducerPerformance#start");
  }

  @Test
  void ofAFrameworksChainTheFirstMethodOutsideOfTheLoopsClassStandsForAll() {
    String[] thread = {
      "org.apache.jmeter.threads.JMeterThread.run",
      "org.apache.jmeter.threads.JMeterThread.processSampler",
      "org.apache.jmeter.threads.JMeterThread.executeSamplePackage",
      "org.apache.jmeter.threads.JMeterThread.doSampling",
      "org.apache.jmeter.protocol.http.sampler.HTTPSamplerProxy.sample",
      "org.apache.jmeter.protocol.http.sampler.HTTPSamplerBase.sample",
      "org.apache.jmeter.protocol.http.sampler.HTTPHC4Impl.sample",
      "org.apache.jmeter.protocol.http.sampler.HTTPHC4Impl.executeRequest",
      "org.apache.http.impl.client.CloseableHttpClient.execute",
      "org.apache.http.impl.client.InternalHttpClient.doExecute"
    };
    Stacks stacks =
        new Stacks("org.apache.jmeter.NewDriver")
            .see(95, 1, WORKERS, Stacks.THREAD, thread, Stacks.SOCKET)
            .see(
                5,
                1,
                WORKERS,
                Stacks.THREAD,
                frames(thread[0], thread[1], thread[2]),
                frames("org.apache.jmeter.threads.ListenerNotifier.notifyListeners"));
    double mean = 3.99;
    for (int i = 1; i < thread.length - 1; i++) {
      int dot = thread[i].lastIndexOf('.');
      String pattern = thread[i].substring(0, dot) + "#" + thread[i].substring(dot + 1);
      stacks.does(pattern, 1000, mean, WORKERS);
      mean -= 0.02;
    }
    List<Suggestion> found = stacks.suggestions(WORKERS);
    assertThat(found.get(0).pattern())
        .isEqualTo("org.apache.jmeter.protocol.http.sampler.HTTPSamplerProxy#sample");
    assertThat(find(found, "org.apache.jmeter.threads.JMeterThread#processSampler").why())
        .isEqualTo("the same calls as HTTPSamplerProxy.sample, seen from outside");
    assertThat(find(found, "org.apache.jmeter.protocol.http.sampler.HTTPHC4Impl#sample").why())
        .isEqualTo("the same calls as HTTPSamplerProxy.sample, seen from inside");
  }

  @Test
  void theMethodBelowAGeneratedLoopIsTheOperation() {
    String[] jmh = {
      "org.openjdk.jmh.runner.BenchmarkHandler$BenchmarkTask.call",
      "java.lang.reflect.Method.invoke",
      "com.acme.jmh_generated.Map_get_jmhTest.get_Throughput",
      "com.acme.jmh_generated.Map_get_jmhTest.get_thrpt_jmhStub",
      "com.acme.Map.get"
    };
    List<Suggestion> found =
        new Stacks("org.openjdk.jmh.runner.ForkedMain")
            .see(80, 1, 2, Stacks.POOL, jmh, frames("com.acme.Table.find"))
            .see(20, 1, 2, Stacks.POOL, jmh)
            // The compiler has put the benchmark into the loop.
            .see(50, 1, 2, Stacks.POOL, frames(jmh[0], jmh[1], jmh[2], jmh[3]))
            .does("com.acme.Map#get", 500_000, 0.0018, 2)
            .does("com.acme.Table#find", 500_000, 0.0011, 2)
            .suggestions(2);
    assertThat(found.get(0).pattern()).isEqualTo("com.acme.Map#get");
    assertThat(found.get(0).why()).isEqualTo("called by the threads' own loop");
    assertThat(found.get(0).stackPercent()).isEqualTo(100);
  }

  @Test
  void whereALoopWaitsForItsTurnIsNoOperation() {
    String[] run = frames("site.ycsb.ClientThread.run");
    String[] read = {
      "site.ycsb.workloads.CoreWorkload.doTransaction",
      "site.ycsb.workloads.CoreWorkload.doTransactionRead",
      "site.ycsb.DBWrapper.read",
      "site.ycsb.db.JdbcClient.read"
    };
    List<Suggestion> found =
        new Stacks("site.ycsb.Client")
            .see(
                90,
                1,
                WORKERS,
                Stacks.THREAD,
                run,
                frames("site.ycsb.ClientThread.throttleNanos"),
                Stacks.SLEEP)
            .see(10, 1, WORKERS, Stacks.THREAD, run, read, Stacks.SOCKET)
            .does("site.ycsb.ClientThread#throttleNanos", 100, 36, WORKERS)
            .does("site.ycsb.workloads.CoreWorkload#doTransaction", 100, 3.9, WORKERS)
            .does("site.ycsb.workloads.CoreWorkload#doTransactionRead", 100, 3.8, WORKERS)
            .does("site.ycsb.DBWrapper#read", 100, 3.7, WORKERS)
            .does("site.ycsb.db.JdbcClient#read", 100, 3.6, WORKERS)
            .suggestions(WORKERS);
    assertThat(found)
        .extracting(Suggestion::pattern)
        .startsWith(
            "site.ycsb.workloads.CoreWorkload#doTransaction",
            "site.ycsb.ClientThread#throttleNanos");
    assertThat(found.get(0).likely()).isTrue();
    assertThat(found.get(1).likely()).isFalse();
    assertThat(found.get(1).why()).contains("only sleep in it");
  }

  @Test
  void whereThreadsMostlyWaitTheMethodsThatWorkAreTried() {
    String[] loop = {"com.acme.Worker.call", "com.acme.Worker.work"};
    String[] wait = {
      "java.util.concurrent.CountDownLatch.await",
      "java.util.concurrent.locks.LockSupport.parkNanos"
    };
    String[] main = {
      "com.acme.Main.main",
      "com.acme.Options.call",
      "com.acme.Application.run",
      "com.acme.Benchmark.run",
      "com.acme.Benchmark.work",
      "com.acme.Report.await"
    };
    List<Suggestion> found =
        new Stacks("com.acme.Main")
            .see(96, 1, WORKERS, Stacks.POOL, loop, frames("com.acme.StopSignal.sleep"), wait)
            .see(4, 1, WORKERS, Stacks.POOL, loop, frames("com.acme.Store.read"), Stacks.SOCKET)
            .see(100, 9, 1, main, wait)
            .does("com.acme.StopSignal#sleep", 200, 19.5, WORKERS)
            .does("com.acme.Store#read", 200, 0.4, WORKERS)
            .suggestions(WORKERS);
    assertThat(found.get(0).pattern()).isEqualTo("com.acme.Store#read");
    assertThat(found.get(0).likely()).isTrue();
    assertThat(find(found, "com.acme.StopSignal#sleep").likely()).isFalse();
  }

  @Test
  void anOperationThatOnlySleepsIsFoundWhereTheLoopDoesNothingElse() {
    Suggestion only =
        new Stacks("com.acme.Bench")
            .see(
                50,
                1,
                WORKERS,
                Stacks.THREAD,
                frames("com.acme.Bench$Worker.run", "com.acme.Bench.pause"),
                Stacks.SLEEP)
            .does("com.acme.Bench#pause", 100, 39, WORKERS)
            .suggestions(WORKERS)
            .get(0);
    assertThat(only.pattern()).isEqualTo("com.acme.Bench#pause");
    assertThat(only.likely()).isTrue();
  }

  @Test
  void operationsThatOnlySleepAreNoPauses() {
    String[] loop = frames("com.acme.Bench$Worker.run", "com.acme.Bench.step");
    List<Suggestion> found =
        new Stacks("com.acme.Bench")
            .see(50, 1, WORKERS, Stacks.THREAD, loop, frames("com.acme.Bench.read"), Stacks.SLEEP)
            .see(50, 1, WORKERS, Stacks.THREAD, loop, frames("com.acme.Bench.write"), Stacks.SLEEP)
            .does("com.acme.Bench#step", 200, 19, WORKERS)
            .does("com.acme.Bench#read", 100, 19, WORKERS)
            .does("com.acme.Bench#write", 100, 19, WORKERS)
            .suggestions(WORKERS);
    assertThat(found).extracting(Suggestion::likely).containsOnly(true);
    assertThat(found.get(0).pattern()).isEqualTo("com.acme.Bench#step");
  }

  @Test
  void aPhaseThatIsCalledAFewTimesIsBehindWhatItRepeats() {
    List<Suggestion> found =
        new Stacks("com.acme.Bench")
            .see(
                50,
                1,
                1,
                frames("com.acme.Bench.main", "com.acme.Phase.run", "com.acme.Store.get"),
                Stacks.SOCKET)
            .does("com.acme.Phase#run", 1, 1000, 1)
            .does("com.acme.Store#get", 800, 1.2, 1)
            .suggestions(1);
    assertThat(found)
        .extracting(Suggestion::pattern)
        .containsExactly("com.acme.Store#get", "com.acme.Phase#run");
    assertThat(found.get(1).why()).isEqualTo("only 2 calls ended in 2.000 s");
  }

  @Test
  void whatMoreThreadsAreInIsTriedToo() {
    // Hadoop's benchmark of the name-node: the main thread spins, and one thread writes the log.
    String[] main = {
      "org.acme.Bench.main",
      "org.acme.Bench.runBenchmark",
      "org.acme.ToolRunner.run",
      "org.acme.Bench.run",
      "org.acme.Stats.benchmark"
    };
    String[] log = {
      "org.acme.LogAsync.run",
      "org.acme.Log.sync",
      "org.acme.Journals.flush",
      "org.acme.Journals.map",
      "org.acme.Journal.flush",
      "org.acme.Journal.force"
    };
    String[] daemon = {
      "org.acme.Daemon.run", "org.acme.Daemon.benchmarkOne", "org.acme.Create.executeOp"
    };
    String[] wait = {"java.lang.Object.wait"};
    Stacks stacks =
        new Stacks("org.acme.Bench")
            .see(100, 1, 1, main)
            .see(100, 2, 1, Stacks.THREAD, log)
            .see(100, 10, WORKERS, Stacks.THREAD, daemon, frames("org.acme.LogAsync.await"), wait)
            .see(
                100,
                20,
                15,
                Stacks.THREAD,
                frames("org.acme.Handler.run", "org.acme.Queue.take"),
                wait)
            .does("org.acme.Log#sync", 150, 6, 1)
            .does("org.acme.Journals#flush", 150, 5.9, 1)
            .does("org.acme.Create#executeOp", 3000, 1.3, WORKERS)
            .does("org.acme.LogAsync#await", 3000, 1.2, WORKERS);
    TrialChoice choice = new TrialChoice(stacks.candidates());
    assertThat(choice.next())
        .extracting(one -> one.method().pattern())
        .contains("org.acme.Log#sync")
        .doesNotContain("org.acme.Create#executeOp");
    assertThat(stacks.found(WORKERS)).startsWith("org.acme.Create#executeOp");
  }

  @Test
  void nothingMoreIsTriedWhereTheWorkersAreInWhatWasCalled() {
    String[] main = new String[2 * TrialChoice.MOST_TRIED];
    Arrays.setAll(main, i -> "com.acme.Bench.phase" + i);
    Stacks stacks =
        new Stacks("com.acme.Bench")
            .see(50, 1, 1, frames("com.acme.Bench.main"), main, Stacks.SLEEP)
            .see(50, 2, WORKERS, Stacks.THREAD, frames("com.acme.Loop.run", "com.acme.Store.get"));
    TrialChoice choice = new TrialChoice(stacks.candidates());
    List<Candidate> first = choice.next();
    assertThat(first)
        .hasSize(TrialChoice.MOST_TRIED)
        .extracting(one -> one.method().method())
        .contains("get");
    Tried never = new Tried(null, 0, 0, 0, List.of());
    Tried often = new Tried(null, 1_000, 7e9, WORKERS, List.of());
    choice.done(
        first,
        first.stream().map(one -> one.method().method().equals("get") ? often : never).toList());
    assertThat(choice.next()).isEmpty();

    TrialChoice all = new TrialChoice(stacks.candidates());
    all.next();
    assertThat(all.next()).as("where nothing was called").hasSize(TrialChoice.MOST_TRIED);
    assertThat(all.next()).hasSize(1);
  }

  @Test
  void whatIsInsideOfAMethodThatWasCalledIsNotTriedInAFurtherRound() {
    String[] chain = new String[2 * TrialChoice.MOST_TRIED];
    Arrays.setAll(chain, i -> "com.acme.Store.step" + i);
    Stacks stacks =
        new Stacks("com.acme.Bench")
            .see(50, 1, WORKERS, Stacks.THREAD, frames("com.acme.Loop.run"), chain);
    TrialChoice choice = new TrialChoice(stacks.candidates());
    List<Candidate> first = choice.next();
    // It is so slow that not every thread has ended a call.
    Tried slow = new Tried(null, 2, 3e9, WORKERS - 1, List.of());
    choice.done(first, first.stream().map(one -> slow).toList());
    assertThat(choice.next()).isEmpty();
  }

  @Test
  void whereAnAgentOfALoopIdlesIsNoOperation() {
    String[] agent = {"com.acme.Runner.run", "com.acme.Runner.workLoop", "com.acme.Runner.doWork"};
    List<Suggestion> found =
        new Stacks("com.acme.Bench")
            .see(
                95,
                1,
                1,
                Stacks.THREAD,
                agent,
                frames("com.acme.SleepingStrategy.idle"),
                Stacks.SLEEP)
            .see(5, 1, 1, Stacks.THREAD, agent, frames("com.acme.Image.poll"))
            .does("com.acme.SleepingStrategy#idle", 61, 16.3, 1)
            .does("com.acme.Image#poll", 61, 0.5, 1)
            .suggestions(1);
    assertThat(found.get(0).pattern()).isEqualTo("com.acme.Image#poll");
    assertThat(find(found, "com.acme.SleepingStrategy#idle").likely()).isFalse();
  }

  @Test
  void threadsThatEachDoOneOperationCallTheirBody() {
    Stacks stacks = new Stacks("com.acme.Bench");
    List<Candidate> seen =
        stacks
            .see(2, 100, 20, Stacks.THREAD, frames("com.acme.Visit.run"), Stacks.SOCKET)
            .tally()
            .candidates(java.util.Set.of());
    assertThat(TrialChoice.worthTrying(seen))
        .extracting(candidate -> candidate.method().pattern())
        .containsExactly("com.acme.Visit#run");
    assertThat(TrialChoice.worthTrying(stacks.candidates())).isEmpty();
  }

  @Test
  void theMethodsOfATestAreBelowItsLauncher() {
    String[] launcher = {
      "org.junit.platform.console.ConsoleLauncher.main",
      "org.junit.platform.launcher.core.DefaultLauncher.execute",
      "org.junit.jupiter.engine.execution.MethodInvocation.proceed",
      "java.lang.reflect.Method.invoke"
    };
    assertThat(
            new Stacks("org.junit.platform.console.ConsoleLauncher")
                .see(50, 1, 1, launcher, frames("com.acme.LoadTest.test", "com.acme.Store.get"))
                .does("com.acme.Store#get", 800, 1.2, 1)
                .found(1))
        .startsWith("com.acme.Store#get");
  }

  @Test
  void whatAMethodsFiguresLeaveOutIsSaidWithIt() {
    Suggestion only =
        new Stacks("com.acme.Bench")
            .see(50, 1, 1, frames("com.acme.Bench.main", "com.acme.Producer.send"))
            .does("com.acme.Producer#send", 4_000, 0.007, 1)
            .notes("com.acme.Producer#send", "its result ends later")
            .suggestions(1)
            .get(0);
    assertThat(only.why()).isEqualTo("called in the loop of Bench.main; its result ends later");
  }

  @Test
  void aMethodThatIsAnOperationAlreadyIsSaidToBe() {
    Stacks stacks =
        new Stacks("com.acme.Bench")
            .see(50, 1, 1, frames("com.acme.Bench.main", "com.acme.Store.get"));
    stacks.refuses("com.acme.Store#get", "an earlier pattern already matches it");
    Suggestion refused = stacks.suggestions(1).get(0);
    assertThat(refused.trial()).isNull();
    assertThat(refused.likely()).isFalse();
    assertThat(refused.why()).isEqualTo("not tried: an earlier pattern already matches it");
  }
}
