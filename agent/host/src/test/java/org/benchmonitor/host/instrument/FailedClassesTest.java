package org.benchmonitor.host.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.ClassFileTransformer;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.setup.config.OperationSpec;
import org.benchmonitor.setup.log.AgentLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of classes and methods that cannot be instrumented, and of those beside them. */
class FailedClassesTest extends InstrumentedJvm {
  private static final String SOURCE =
      """
      package com.failing;
      interface Store { int get(); }
      class Good implements Store { public int get() { return 1; } }
      class Bad implements Store { public int get() { return 2; } }
      public class Program implements Runnable {
        public void run() { new Good().get(); new Bad().get(); }
      }
      """;

  @TempDir Path directory;

  /** Gives the class another method than it had, which the JVM refuses of one that is loaded. */
  private static final class Changer implements ClassFileTransformer {
    @Override
    public byte[] transform(
        ClassLoader loader, String name, Class<?> type, ProtectionDomain domain, byte[] bytes) {
      if (!name.equals("com/failing/Bad")) {
        return null;
      }
      byte[] changed = bytes.clone();
      byte[] get = {0, 3, 'g', 'e', 't'};
      for (int i = 0; i < changed.length - get.length; i++) {
        if (Arrays.equals(changed, i, i + get.length, get, 0, get.length)) {
          changed[i + 4] = 'x';
        }
      }
      return changed;
    }
  }

  @Test
  void aClassThatTheJvmRefusesDoesNotHideTheOthersAndIsNotListedAsMatched() {
    Compiled program = Compiled.of(directory, SOURCE);
    program.run("com.failing.Program");
    instrument("com.failing.Store+#get", "com.other.**#get", "@com.failing.Mark");
    ClassFileTransformer changer = new Changer();
    INSTRUMENTATION.addTransformer(changer, true);
    try {
      assertThat(instrumenter.instrumentLoadedClasses().instrumented()).isEqualTo(1);
    } finally {
      INSTRUMENTATION.removeTransformer(changer);
    }
    program.run("com.failing.Program");
    assertThat(counts()).isEqualTo(Map.of("get", ok(1)));
    assertThat(report(0).methods())
        .extracting(InstrumentationReport.Method::className)
        .containsExactly("com.failing.Good");
    assertThat(report(0).failed())
        .extracting(InstrumentationReport.Failure::className)
        .contains("com.failing.Bad")
        .doesNotContain("com.failing.Good");
    assertThat(report(1).failed()).isEmpty();
    assertThat(report(2).failed()).isEmpty();
  }

  /** The one that is asked for before the JVM shows any class. */
  @Test
  void aTypeThatIsNotTheProgramsIsListedUnderNoPattern() {
    instrument("none.such.*#*", "none.such.Type#run");
    assertThat(report(0).failed()).isEmpty();
    assertThat(report(1).failed()).isEmpty();
  }

  private static Matches matches(String pattern) {
    return Matches.of(OperationSpec.of(pattern));
  }

  @Test
  void aFailureIsListedUnderThePatternsThatMeanTheClass() {
    ClassInstrumenter classInstrumenter =
        new ClassInstrumenter(
            INSTRUMENTATION, recording.sites(), new AgentLog(LogLevel.DEBUG, Clock.systemUTC()));
    List<Matches> meaning =
        List.of(matches("com.failing.Store+#get"), matches("@com.failing.Mark"));
    classInstrumenter.failed(
        meaning, null, "com/failing/Bad", new IllegalStateException("odd bytes"));
    assertThat(meaning)
        .allSatisfy(
            matches ->
                assertThat(matches.report().failed())
                    .singleElement()
                    .asString()
                    .contains("com.failing.Bad", "odd bytes"));
  }

  private record Half(
      MethodDescription.InDefinedShape method,
      net.bytebuddy.asm.AsmVisitorWrapper.ForDeclaredMethods.MethodVisitorWrapper advice)
      implements AdvisedClass.Decorated {}

  @Test
  void methodsThatCannotBeDecoratedAreFoundAmongThoseThatCan() {
    TypeDescription type = TypeDescription.ForLoadedType.of(Some.class);
    AdvisedClass advised =
        new AdvisedClass(
            type, ClassFileLocator.ForClassLoader.read(Some.class), TypePool.Empty.INSTANCE);
    List<Half> all =
        type.getDeclaredMethods().filter(ElementMatchers.isMethod()).stream()
            .map(
                method ->
                    new Half(
                        method,
                        (instrumented, one, visitor, context, pool, writing, reading) -> {
                          if (method.getName().startsWith("bad")) {
                            throw new IllegalStateException(method.getName());
                          }
                          return visitor;
                        }))
            .toList();
    List<String> failed = new ArrayList<>();
    List<Half> possible =
        advised.possible(
            all, (one, failure) -> failed.add(one.method().getName() + failure.getMessage()));
    assertThat(failed).containsExactlyInAnyOrder("badAbadA", "badBbadB");
    assertThat(possible).hasSize(all.size() - 2);
    assertThat(new ClassHeader(advised.with(possible)).codeLengths()).isNotEmpty();
  }

  @SuppressWarnings("UnusedMethod")
  private static final class Some {
    private Some() {}

    static void a() {}

    static void badA() {}

    static void b() {}

    static void c() {}

    static void badB() {}
  }
}
