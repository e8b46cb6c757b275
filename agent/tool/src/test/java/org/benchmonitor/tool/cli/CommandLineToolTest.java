package org.benchmonitor.tool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.benchmonitor.setup.registry.RegistryEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandLineToolTest {
  private static final long OWN = ProcessHandle.current().pid();
  private static final String PID = Long.toString(OWN);
  private static final String MATCHED =
      """
      {"patterns":[{"pattern":"com.acme.A#m","operation":"m","matched":true,
        "methods":[{"class":"com.acme.A","method":"m(int)"}],"failed":[],"near_names":[]},
       {"pattern":"com.acme.Nan#m","operation":"m","matched":false,"methods":[],
        "failed":[{"class":"com.acme.Nan","method":null,"reason":"hidden"}],
        "near_names":["com.acme.Nun"]}],"suppressed":0,"applied":true}
      """;

  private static final String FOUND =
      """
      {"state":"done","problem":null,"notes":["virtual threads run here"],"suggestions":[
        {"pattern":"com.acme.A$B#lambda$m$0","line":"op=com.acme.A$B#lambda$m$0","likely":true,
         "why":"in the loop","stack_percent":97.0,"trial":{"calls":5079,"rate":2539.2,
         "mean_ms":1.5731,"share_percent":99.9,"threads":4}},
        {"pattern":"com.acme.A#loop","line":"op=com.acme.A#loop","likely":false,"why":"a loop",
         "stack_percent":97.0,"trial":{"calls":0,"rate":0,"mean_ms":null,"share_percent":0,
         "threads":0}},
        {"pattern":"com.acme.A#m","line":"op=com.acme.A#m","likely":false,"why":"not tried",
         "stack_percent":3.0,"trial":null}]}
      """;

  private static final List<String> COMMANDS =
      List.of(
          "list", "attach", "status", "open", "ops", "suggest", "export", "runs", "show", "check",
          "compare", "keep", "tag", "delete", "pause", "resume", "stop", "note", "detach", "help",
          "version");

  private @TempDir Path parent;
  private CommandRun command;
  private StubMonitor monitor;

  @BeforeEach
  void start() throws IOException {
    Path jar = Files.createFile(parent.resolve("monitor.jar"));
    command = new CommandRun(parent.resolve("registry"), jar);
    command.jvms.add(new Jvm(OWN, "/opt/bench/runner.jar", "17.0.1", Optional.empty()));
    monitor = new StubMonitor().answering("/api/instrumentation", 200, MATCHED);
  }

  @AfterEach
  void stop() {
    monitor.close();
  }

  private RegistryEntry register() throws IOException {
    RegistryEntry entry = monitor.entry();
    command.registry.write(entry);
    return entry;
  }

  @Test
  void listWritesTargetsForAnEngine(@TempDir Path parent) throws IOException {
    command.jvms.add(new Jvm(1, "com.acme.Other", "", Optional.empty()));
    URI url = URI.create(register().url());
    Path file = parent.resolve("bench.json");
    for (int call = 0; call < 2; call++) {
      assertThat(command.run("list", "--file-sd", file.toString()).exit).isZero();
      assertThat(command.out).isEmpty();
      JsonNode groups = JsonMapper.builder().build().readTree(Files.readString(file));
      assertThat(groups).hasSize(1);
      assertThat(groups.get(0).get("targets").get(0).asString()).isEqualTo(url.getAuthority());
      assertThat(groups.get(0).get("labels").get("__scheme__").asString()).isEqualTo("http");
      assertThat(groups.get(0).get("labels").get("pid").asString()).isEqualTo(PID);
      assertThat(Files.readString(file)).doesNotContain(StubMonitor.TOKEN);
    }
    try (Stream<Path> files = Files.list(parent)) {
      assertThat(files).containsExactly(file);
    }
    command.expect(ExitCode.WRONG_WORDS, "list", "--file-sd", parent.resolve("b.txt").toString());
    assertThat(command.err).contains("b.txt', allowed is a file whose name ends in .json");
    command.expect(ExitCode.FAILED, "list", "--file-sd", parent.resolve("no/b.json").toString());
    assertThat(command.err).contains("cannot write ");
  }

  @Test
  void listShowsWhoIsMonitoredAndNoSecret() throws IOException {
    command.jvms.add(new Jvm(1, "com.acme.Other", "", Optional.empty()));
    String url = register().url();
    command.run("list");
    assertThat(command.exit).isZero();
    assertThat(command.err).isEmpty();
    assertThat(command.out.lines().map(line -> line.split(" +", -1)).toList())
        .containsExactly(
            new String[] {"PID", "JAVA", "MONITORED", "MAIN", "CLASS", "URL"},
            new String[] {PID, "17.0.1", "yes", "runner.jar", url},
            new String[] {"1", "-", "no", "com.acme.Other"});
    assertThat(command.run("list", "--json").out).doesNotContain(StubMonitor.TOKEN);
    JsonNode first = command.json().get("jvms").get(0);
    assertThat(first.get("pid").asLong()).isEqualTo(OWN);
    assertThat(first.get("monitored").asBoolean()).isTrue();
    assertThat(first.get("url").asString()).isEqualTo(url);
    assertThat(command.json().get("jvms").get(1).get("java_version").isNull()).isTrue();
  }

  @Test
  void attachPrintsTheUrlAndWhatMatched() {
    command.onLoad = this::registerQuietly;
    command.run("attach", PID, "op=com.acme.A#m", "digits=3");
    assertThat(command.exit).as(command.err).isZero();
    assertThat(command.out)
        .isEqualTo(
            monitor.entry().urlWithToken()
                + "\n"
                + """
                com.acme.A#m  1 method
                    com.acme.A#m(int)
                com.acme.Nan#m  nothing matched yet
                    not instrumented: com.acme.Nan: hidden
                """);
    assertThat(command.err)
        .isEqualTo(
            "warning: com.acme.Nan#m has matched nothing yet; the nearest that is loaded:"
                + " com.acme.Nun\n");
    assertThat(command.loaded)
        .containsExactly("digits=3,registry=" + parent.resolve("registry") + ",op=com.acme.A#m");
  }

  @Test
  void suggestWaitsForItsSearchAndPrintsTheLineToCopy() throws IOException {
    register();
    // As after a search, so that it begins one of its own.
    monitor.answering("/api/suggest", 200, FOUND);
    command.run("suggest", PID);
    assertThat(command.exit).as(command.err).isZero();
    assertThat(command.out)
        .isEqualTo(
            monitor.entry().urlWithToken()
                + "\n"
                + """
                   RATE/S   MEAN      SHARE   THREADS  LINE                        WHY
                *  2,539.2  1.573 ms  99.9 %  4        op=com.acme.A$B#lambda$m$0  in the loop
                   0.0      -         0.0 %   0        op=com.acme.A#loop          a loop
                   -        -         -       -        op=com.acme.A#m             not tried

                to watch the first: java -jar monitor.jar ops PID --add 'op=com.acme.A$B#lambda$m$0'
                """
                    .replace("PID", PID));
    assertThat(command.err).isEqualTo("warning: virtual threads run here\n");
    assertThat(monitor.asked)
        .containsExactly(
            "GET /api/suggest  Bearer token-of-the-stub",
            "POST /api/suggest {\"by\":\"cli\"} Bearer token-of-the-stub",
            "GET /api/suggest  Bearer token-of-the-stub");
    command.run("suggest", PID, "--json");
    assertThat(command.json().get("pid").asLong()).isEqualTo(OWN);
    assertThat(command.json().get("suggestions")).hasSize(3);
    assertThat(command.err).isEmpty();
  }

  @Test
  void suggestStartsMonitoringWhereNothingIsMonitored() {
    monitor.answering("/api/suggest", 200, FOUND);
    command.onLoad = this::registerQuietly;
    command.run("suggest", PID, "digits=3");
    assertThat(command.exit).as(command.err).isZero();
    assertThat(command.loaded).containsExactly("digits=3,registry=" + parent.resolve("registry"));
    command.run("suggest", PID, "digits=3");
    assertThat(command.exit).isEqualTo(ExitCode.ALREADY_MONITORED.number());
  }

  @Test
  void aSearchThatFailsOrFindsNothingOrDoesNotEndIsSaidToDoSo() throws IOException {
    register();
    monitor.answering("/api/suggest", 200, "{\"state\":\"failed\",\"problem\":\"no stacks\"}");
    command.expect(ExitCode.FAILED, "suggest", PID);
    assertThat(command.err).isEqualTo("no stacks\n");
    monitor.answering("/api/suggest", 200, "{\"state\":\"done\",\"suggestions\":[]}");
    command.expect(ExitCode.DONE, "suggest", PID);
    assertThat(command.err).contains("nothing was found");
    monitor.answering("/api/suggest", 200, "{\"state\":\"sampling\"}");
    command.expect(ExitCode.TIMED_OUT, "suggest", PID, "--timeout", "1");
  }

  @Test
  void anEntryThatIsWrittenAfterTheHostToldItsUrlIsWaitedFor() {
    // A loaded machine: the port is bound late, and the entry comes later still.
    command.onLoad =
        () -> {
          command.properties.put(Attaching.URL_PROPERTY, "http://localhost:9090/");
          command.onAsked = this::registerQuietly;
        };
    command.run("attach", PID, "op=com.acme.A#m");
    assertThat(command.exit).as(command.err).isZero();
    assertThat(command.out).startsWith(monitor.entry().urlWithToken() + "\n");
    assertThat(command.err).doesNotContain("registry cannot be read");
  }

  private void registerQuietly() {
    try {
      register();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "digits=9",
        "opp=com.acme.A#m",
        "com.acme.A#m",
        "op=com.acme.A",
        "op=com.acme.A#m,ok=what",
        "enabled=false",
        "config=none.yaml",
        "session=#"
      })
  void aBadOptionIsSaidBeforeTheJvmIsTouched(String word) {
    command.run("attach", PID, "op=com.acme.A#m", word);
    assertThat(command.exit).isEqualTo(ExitCode.WRONG_WORDS.number());
    assertThat(command.err).contains("the JVM was not touched");
    assertThat(command.out).isEmpty();
    assertThat(command.loaded).isEmpty();
  }

  @Test
  void aSecondAttachPrintsTheFirstsUrlAndDoesNothing() throws IOException {
    RegistryEntry first = register();
    command.run("attach", PID, "op=com.acme.A#m");
    assertThat(command.exit).isEqualTo(ExitCode.ALREADY_MONITORED.number());
    assertThat(command.out).isEqualTo(first.urlWithToken() + "\n");
    command.run("attach", PID, "op=com.acme.A#m", "--json");
    assertThat(command.json().get("error").get("url").asString()).isEqualTo(first.urlWithToken());
    assertThat(command.loaded).isEmpty();
  }

  @Test
  void whereTheRegistryCannotBeReadTheHostTellsThatItIsMonitored() {
    command.properties.put(Attaching.URL_PROPERTY, "http://localhost:9090/");
    command.run("attach", PID, "op=com.acme.A#m");
    assertThat(command.exit).isEqualTo(ExitCode.ALREADY_MONITORED.number());
    assertThat(command.out).isEqualTo("http://localhost:9090/\n");
    assertThat(command.loaded).isEmpty();
  }

  @Test
  void whatAProcessWasHandedByAMonitoredOneIsNotTakenForItsOwn() {
    command.properties.put(Attaching.URL_PROPERTY, "http://localhost:9090/");
    command.properties.put(Attaching.PROCESS_PROPERTY, "another start");
    command.onLoad = () -> command.properties.remove(Attaching.PROCESS_PROPERTY);
    command.run("attach", PID, "op=com.acme.A#m", "--timeout=5");
    assertThat(command.loaded).hasSize(1);
  }

  @Test
  void aJvmThatIsTooOldIsNotTouched() {
    command.jvms.set(0, new Jvm(OWN, "runner.jar", "11.0.2", Optional.empty()));
    assertThat(command.run("attach", PID).exit).isEqualTo(ExitCode.NOT_ALLOWED.number());
    assertThat(command.err).contains("11.0.2", "17 or newer");
    command.jvms.set(0, new Jvm(OWN, "runner.jar", "", Optional.empty()));
    command.properties.put("java.version", "1.8.0_402");
    assertThat(command.run("attach", PID).exit).isEqualTo(ExitCode.NOT_ALLOWED.number());
    assertThat(command.err).contains("Java 8");
    assertThat(command.loaded).isEmpty();
  }

  @Test
  void aJarThatTheJvmCannotReadIsNotTried() {
    command.run("attach", PID, "--jar", parent.resolve("none.jar").toString());
    assertThat(command.exit).isEqualTo(ExitCode.NOT_ALLOWED.number());
    assertThat(command.err).contains("cannot read", "none.jar", "--jar");
    assertThat(command.loaded).isEmpty();
  }

  @Test
  void anAgentWithoutAPortIsTimedOut() {
    command.run("attach", PID, "op=com.acme.A#m", "--timeout", "1");
    assertThat(command.exit).isEqualTo(ExitCode.TIMED_OUT.number());
    assertThat(command.err).contains("no port was bound within 1 s");
    assertThat(command.loaded).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "999999999, there is no process",
    "nothing.like.it, no JVM's main class contains",
  })
  void aJvmThatIsNotThereIsSaid(String word, String said) {
    assertThat(command.run("status", word).exit).isEqualTo(ExitCode.NO_SUCH_JVM.number());
    assertThat(command.err).contains(said, word);
    assertThat(command.run("status", word, "--json").err).isEmpty();
    assertThat(command.json().get("error").get("exit_code").asInt()).isEqualTo(3);
  }

  @Test
  void aNameThatMayBeTwoIsRefused() {
    command.jvms.add(new Jvm(77, "other-runner.jar", "17", Optional.empty()));
    assertThat(command.run("status", "Runner").exit).isEqualTo(ExitCode.WRONG_WORDS.number());
    assertThat(command.err).contains(PID + " runner.jar", "77 other-runner.jar");
    assertThat(command.run("status", "other").exit).isEqualTo(ExitCode.NOT_MONITORED.number());
  }

  @Test
  void statusPrintsTheImportantLines() throws IOException {
    register();
    monitor.answering(
        "/api/status",
        200,
        """
        {"session_id":"run-7","status":"completed","elapsed_seconds":63.25,"reason":"it returned",
         "warnings":["\\u001b[31mred"]}""");
    monitor.answering(
        "/api/metrics",
        200,
        """
        {"total":{"operations":12345,"errors":6,"throughput":195.2,
           "latency":{"count":3,"p50":3.5E-5,"p99":1.5,"max":20}},
         "current":{"throughput":1234.5,"latency":{"count":0}}}""");
    command.run("status", "runner");
    assertThat(command.exit).as(command.err).isZero();
    assertThat(command.out)
        .isEqualTo(
            "url             "
                + monitor.entry().url()
                + "\n"
                + """
                session         run-7
                status          completed after 63.3 s: it returned
                operations      12,345, 6 of them failed
                throughput      1,234.5/s now, 195.2/s in all
                latency now     -
                latency in all  p50 35 ns, p99 1.500 ms, max 20.00 ms
                warning         ?[31mred

                com.acme.A#m  1 method
                    com.acme.A#m(int)
                com.acme.Nan#m  nothing matched yet
                    not instrumented: com.acme.Nan: hidden
                """);
    command.run("status", PID, "--json");
    assertThat(command.json().get("status").get("session_id").asString()).isEqualTo("run-7");
    assertThat(command.json().get("metrics").get("total").get("errors").asInt()).isEqualTo(6);
    assertThat(command.json().get("instrumentation").get("patterns")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "200, 0", "409, 7", "403, 4", "401, 4", "500, 1",
  })
  void aControlIsPostedWithTheTokenAndItsAnswerIsTheExitCode(int status, int exit)
      throws IOException {
    register();
    String body =
        status == 200
            ? "{\"status\":\"paused\"}"
            : "{\"error\":{\"message\":\"the status is 'completed'\",\"hint\":\"too late\"}}";
    monitor.answering("/api/control/pause", status, body);
    command.run("pause", PID);
    assertThat(command.exit).as(command.err).isEqualTo(exit);
    assertThat(monitor.asked)
        .containsExactly("POST /api/control/pause {\"by\":\"cli\"} Bearer " + StubMonitor.TOKEN);
    if (exit == 0) {
      assertThat(command.out).isEqualTo("the run is now paused\n");
    } else {
      assertThat(command.err).isEqualTo("the status is 'completed'; too late\n");
    }
  }

  @Test
  void aNoteIsPostedWithItsWordsAsOneText() throws IOException {
    register();
    String time = "2026-01-18T15:30:50.120Z";
    monitor.answering("/api/marks", 200, "{\"timestamp\":\"" + time + "\",\"kind\":\"note\"}");
    command.run("note", PID, "cache <b>\"cleared\"");
    assertThat(command.exit).as(command.err).isZero();
    assertThat(command.out).isEqualTo("the note is at " + time + "\n");
    assertThat(monitor.asked)
        .containsExactly(
            "POST /api/marks {\"text\":\"cache <b>\\\"cleared\\\"\",\"by\":\"cli\"} Bearer "
                + StubMonitor.TOKEN);
    command.run("note", PID);
    assertThat(command.exit).isEqualTo(2);
  }

  @Test
  void patternsAreAddedAndRemovedInOnePost() throws IOException {
    register();
    command.run(
        "ops",
        PID,
        "--add",
        "com.acme.A#m,ok=return:true",
        "--add=op=x=com.acme.B#n",
        "--remove",
        "op=com.acme.C#c");
    assertThat(command.exit).as(command.err).isZero();
    assertThat(monitor.asked)
        .containsExactly(
            "POST /api/instrumentation {\"add\":[\"op=com.acme.A#m,ok=return:true\","
                + "\"op=x=com.acme.B#n\"],\"remove\":[\"com.acme.C#c\"],\"by\":\"cli\"} Bearer "
                + StubMonitor.TOKEN);
    assertThat(command.run("ops", PID, "--add", "com.acme.A").exit).isEqualTo(2);
    assertThat(command.run("ops", PID, "--add", "com.acme.A#m,digits=3").exit).isEqualTo(2);
    assertThat(monitor.asked).hasSize(1);
    command.run("ops", PID);
    assertThat(monitor.asked).hasSize(2).last().asString().startsWith("GET /api/instrumentation");
    assertThat(command.run("ops", PID, "--json").json().get("patterns")).hasSize(2);
  }

  @Test
  void detachWaitsUntilTheMonitorIsGone() throws IOException {
    register();
    monitor.afterPost =
        () -> {
          command.registry.remove(OWN);
          monitor.close();
        };
    command.run("detach", PID);
    assertThat(command.exit).as(command.err).isZero();
    assertThat(command.out).isEqualTo("process " + PID + " is no longer monitored\n");
    assertThat(monitor.asked.get(0)).startsWith("POST /api/detach {\"by\":\"cli\"}");
    assertThat(command.loaded).isEmpty();
    assertThat(command.run("detach", PID).exit).isEqualTo(ExitCode.NOT_MONITORED.number());
  }

  @Test
  void whereTheApiDoesNotAnswerTheAgentIsAskedTheWayItCame() throws IOException {
    register();
    monitor.close();
    command.onLoad = () -> command.registry.remove(OWN);
    assertThat(command.run("detach", PID, "--json").exit).isZero();
    assertThat(command.json().get("detached").asBoolean()).isTrue();
    assertThat(command.loaded).containsExactly("detach");
    command.properties.put(Attaching.URL_PROPERTY, "");
    command.onLoad = command.properties::clear;
    assertThat(command.run("detach", PID).exit).isZero();
    assertThat(command.loaded).containsExactly("detach", "detach");
  }

  @Test
  void aMonitorThatStaysIsNotCalledGone() throws IOException {
    register();
    command.run("detach", PID, "--timeout=1");
    assertThat(command.exit).isEqualTo(ExitCode.TIMED_OUT.number());
    assertThat(command.err).contains("still there");
  }

  @Test
  void aMonitorWhoseEntryStaysIsNotCalledGone() throws IOException {
    register();
    monitor.afterPost = monitor::close;
    command.run("detach", PID, "--timeout=1");
    assertThat(command.exit).isEqualTo(ExitCode.TIMED_OUT.number());
  }

  @Test
  void wrongWordsAreOneLineAndTwo() {
    for (String words :
        new String[] {"attach", "nonsense", "list --wrong", "status", "list --timeout=x"}) {
      command.run(words.split(" ", -1));
      assertThat(command.exit).as(words).isEqualTo(2);
      assertThat(command.err.lines()).as(words).hasSize(1);
      assertThat(command.out).as(words).isEmpty();
    }
    command.run("status", "--json");
    assertThat(command.err).isEmpty();
    assertThat(command.json().get("error").get("code").asString()).isEqualTo("wrong_words");
    assertThat(command.run("list", "--timeout=0").exit).isEqualTo(2);
  }

  @Test
  void everyCommandHasAHelpThatDoesNothingElse() {
    for (String help : List.of("--help", "-h")) {
      assertThat(command.run(help).out).isEqualTo(command.run("help").out);
      for (String name : COMMANDS) {
        command.run(name, help);
        assertThat(command.exit).as(name).isZero();
        assertThat(command.err).as(name).isEmpty();
        assertThat(command.out)
            .as(name)
            .startsWith("Usage: java -jar monitor.jar " + name)
            .contains("-h, --help")
            .isEqualTo(command.run("help", name).out);
      }
    }
    assertThat(command.run("attach", PID, "op=com.acme.A#m", "--help").exit).isZero();
    assertThat(command.loaded).isEmpty();
  }

  @Test
  void everyCommandIsTriedHere() {
    String listed = command.run("help").out;
    assertThat(COMMANDS).allMatch(name -> listed.contains("\n  " + name + " "));
    assertThat(listed.lines().filter(line -> line.matches("  [a-z]+ +[A-Z].*")))
        .hasSameSizeAs(COMMANDS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"version", "--version", "-V"})
  void theVersionIsOneWord(String word) {
    assertThat(command.run(word).out).matches("\\S+\n");
    assertThat(command.exit).isZero();
  }

  @Test
  void aTokenThatWasGivenIsPrintedByNoCommand() throws IOException {
    monitor.isTokenGiven = true;
    command.onLoad = this::registerQuietly;
    String url = monitor.entry().url();
    assertThat(command.run("attach", PID, "op=com.acme.A#m").out).startsWith(url + "\n");
    assertThat(command.run("attach", PID, "op=com.acme.A#m").out).isEqualTo(url + "\n");
    assertThat(command.exit).isEqualTo(ExitCode.ALREADY_MONITORED.number());
    assertThat(command.run("open", PID).out).isEqualTo(url + "\n");
    for (String name : List.of("attach", "open", "status", "list", "ops")) {
      String[] words = name.equals("list") ? new String[] {name} : new String[] {name, PID};
      for (String json : List.of("--timeout=9", "--json")) {
        String[] all = Arrays.copyOf(words, words.length + 1);
        all[words.length] = json;
        command.run(all);
        assertThat(command.out + command.err).as(name).doesNotContain(StubMonitor.TOKEN);
      }
    }
    // Known all the same: it is what the requests are made with.
    assertThat(monitor.asked).isNotEmpty().allMatch(asked -> asked.contains(StubMonitor.TOKEN));
  }

  @Test
  void helpShowsCommandsAndExitCodes() {
    for (ExitCode code : ExitCode.values()) {
      assertThat(command.run("help").out).contains("  " + code.number() + "  " + code.meaning());
    }
    assertThat(command.run().out).isEqualTo(command.run("help").out);
    assertThat(command.run("help", "options").out).contains("metrics_interval");
    assertThat(command.run("help", "attach").out).contains("--jar", "key=value");
    assertThat(command.run("help", "wrong").exit).isEqualTo(2);
    assertThat(command.run("version", "--json").json().get("version").asString()).isNotEmpty();
    assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::number)).doesNotHaveDuplicates();
  }
}
