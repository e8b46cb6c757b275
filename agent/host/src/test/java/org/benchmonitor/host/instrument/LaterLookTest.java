package org.benchmonitor.host.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.setup.config.OperationSpec;
import org.benchmonitor.setup.log.AgentLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes whose loaders show no class files, as those that make classes from bytes do. */
class LaterLookTest extends InstrumentedJvm {
  private static final String SOURCE =
      """
      package com.late;
      interface Store { int get(); }
      abstract class Base implements Store {}
      class First extends Base { public int get() { return 1; } }
      class Second extends Base { public int get() { return 2; } }
      public class One implements Runnable {
        public void run() { new First().get(); }
        public static class Two implements Runnable { public void run() { new Second().get(); } }
      }
      """;

  @TempDir Path directory;

  @Test
  void whatIsLoadedIsKnownByWhatItReallyExtends() {
    instrument("com.late.Store+#get", "com.late.None+#get");
    Compiled program = Compiled.of(directory, SOURCE).showing(false);
    program.run("com.late.One");
    assertThat(counts()).isEmpty();
    RetransformationResult applied = instrumenter.lookAgain();
    // At least: those of the other tests may still be loaded.
    assertThat(applied.instrumented()).isPositive();
    assertThat(report(0).methods())
        .extracting(InstrumentationReport.Method::className)
        .contains("com.late.First");
    program.run("com.late.One");
    assertThat(counts()).isEqualTo(Map.of("get", ok(1)));
    assertThat(report(1).matched()).isFalse();
  }

  @Test
  void aLookThatFindsNothingNewTransformsNothing() {
    instrument("com.late.Store+#get", "com.late.**#get", "com.late.First#get");
    Compiled program = Compiled.of(directory, SOURCE).showing(false);
    program.run("com.late.One");
    instrumenter.lookAgain();
    assertThat(instrumenter.lookAgain().isNothing()).isTrue();
    program.run("com.late.One");
    assertThat(counts()).isEqualTo(Map.of("get", ok(2)));
  }

  @Test
  void whatCouldNotBeReadIsReadTheNextTime() {
    instrument("com.late.Store+#get");
    Compiled program = Compiled.of(directory, SOURCE).showing(false);
    program.run("com.late.One");
    program.showing(true).run("com.late.One$Two");
    assertThat(counts()).isEqualTo(Map.of("get", ok(1)));
  }

  @Test
  void whatCouldNotBeReadIsSaidOnceForEachTime() {
    instrument("com.late.Store+#get");
    Compiled program = Compiled.of(directory, SOURCE).showing(false);
    instrumenter.takeDoubt();
    program.load("com.late.First");
    assertThat(instrumenter.takeDoubt()).isTrue();
    assertThat(instrumenter.takeDoubt()).isFalse();
    program.showing(true).load("com.late.Second");
    assertThat(instrumenter.takeDoubt()).isFalse();
  }

  /** Each time another failure, as a host's own loader may have. */
  private static final class Failing extends ClassLoader {
    private final Error failure;

    Failing(Compiled parent, Error failure) {
      super(parent);
      this.failure = failure;
    }

    @Override
    public URL getResource(String name) {
      throw failure;
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {AssertionError.class, OutOfMemoryError.class, StackOverflowError.class})
  void aLoaderThatFailsForOnePatternKeepsTheClassFromNoOther(Class<? extends Error> failure)
      throws ReflectiveOperationException {
    List<Matches> all = new ArrayList<>();
    for (String pattern : new String[] {"com.late.Store+#get", "com.late.First#get"}) {
      all.add(Matches.of(OperationSpec.of(pattern)));
    }
    TypeFilter filter = new TypeFilter(all);
    Compiled program = Compiled.of(directory, SOURCE);
    ClassLoader failing = new Failing(program, failure.getDeclaredConstructor().newInstance());
    byte[] bytes = ClassFiles.read("com/late/First", program);
    assertThat(filter.candidates(null, failing, "com/late/First", null, bytes))
        .containsExactly(all.get(1));
    assertThat(filter.takeDoubt()).isTrue();
  }

  /** The stack or the heap ends inside of the transformer: nothing may be called any more. */
  private static final class WithoutRoom extends ClassLoader {
    private final Error failure;

    WithoutRoom(ClassLoader parent, Error failure) {
      super(parent);
      this.failure = failure;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) {
      throw failure;
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {OutOfMemoryError.class, StackOverflowError.class})
  void aClassThatThereWasNoRoomToLookAtIsSaidOnceAndLooksFollow(Class<? extends Error> failure)
      throws ReflectiveOperationException {
    Matches matches = Matches.of(OperationSpec.of("com.late.First#get"));
    AgentLog log = new AgentLog(LogLevel.DEBUG, Clock.systemUTC());
    HostTransformer transformer =
        new HostTransformer(
            Patterns.of(List.of(matches), null),
            new ClassInstrumenter(INSTRUMENTATION, recording.sites(), log),
            new OwnClasses(null, null, Set.of()));
    Compiled program = Compiled.of(directory, SOURCE);
    byte[] bytes = Objects.requireNonNull(ClassFiles.read("com/late/First", program));
    ClassLoader noRoom = new WithoutRoom(program, failure.getDeclaredConstructor().newInstance());
    assertThat(transformer.transform(null, noRoom, "com/late/First", null, null, bytes)).isNull();
    assertThat(transformer.takeWithoutRoom()).isEqualTo("com/late/First");
    assertThat(transformer.takeWithoutRoom()).isNull();
    assertThat(matches.report().failed()).isEmpty();
  }
}
