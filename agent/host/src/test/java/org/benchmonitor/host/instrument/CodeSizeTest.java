package org.benchmonitor.host.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.LogLevel;
import org.benchmonitor.setup.config.OperationArguments;
import org.benchmonitor.setup.config.OperationSpec;
import org.benchmonitor.setup.log.AgentLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CodeSizeTest {
  private static final String NAME = "com.acme.Long";

  private final Recording recording = new Recording(2, 1, 1);

  /** A class with one method {@code Object run(Object, Runnable)} of so many bytes. */
  private static byte[] classOf(int bytes) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V17, Opcodes.ACC_PUBLIC, NAME.replace('.', '/'), null, "java/lang/Object", null);
    MethodVisitor method =
        writer.visitMethod(
            Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC,
            "run",
            "(Ljava/lang/Object;Ljava/lang/Runnable;)Ljava/lang/Object;",
            null,
            null);
    method.visitCode();
    for (int i = 0; i < bytes - 2; i++) {
      method.visitInsn(Opcodes.NOP);
    }
    method.visitVarInsn(Opcodes.ALOAD, 0);
    method.visitInsn(Opcodes.ARETURN);
    method.visitMaxs(1, 2);
    method.visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private InstrumentationReport.Pattern instrument(OperationSpec spec, int bytes) {
    Matches matches = Matches.of(spec);
    AgentLog log = new AgentLog(LogLevel.INFO, InstantSource.system());
    new ClassInstrumentation(recording.sites(), List.of(matches), null, log)
        .instrument(null, NAME, classOf(bytes));
    return matches.report();
  }

  private InstrumentationReport.Method instrumented(String prefix, String async, String ok) {
    return instrument(
            OperationSpec.of(prefix + NAME + "#run").with("ok", ok).with("async", async), 10)
        .methods()
        .get(0);
  }

  /** With the number of a site above 127, which takes two bytes more than a small one. */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "'',    off,        -,           62",
        "'',    auto,       -,           62",
        "'',    off,        return:true, 62",
        "{0}=,  off,        -,           62",
        "{0.x}=, off,       -,           62",
        "{0.x}=, callback:1, -,          98",
        "'',    callback:1, -,           98",
      })
  void whatIsAddedToAMethodIsSmall(String prefix, String async, String ok, int most) {
    InstrumentationReport.Method method = instrumented(prefix, async, ok);
    int added = method.bytecodeAfter() - method.bytecodeBefore();
    System.out.printf(
        Locale.ROOT, "bytecode added, async=%s ok=%s %s: %d bytes%n", async, ok, prefix, added);
    assertThat(method.bytecodeBefore()).isEqualTo(10);
    assertThat(added).isBetween(20, Math.min(most, ClassInstrumentation.MOST_ADDED));
  }

  /** The longest: each rule begins with another value, and a path may have many. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "op=x=~,key=arg:0,end=~,end.key=arg:0,end.ok=arg:1:null",
        "op=x=~,key=arg:0+arg:1+return,end=~,end.key=arg:0+arg:1+return,end.ok=arg:1:null",
        "op=x=~,key=arg:0+arg:1,end=~,end.upto=arg:0+arg:1,end.when=arg:0:null,end.ok=arg:1:null",
        "op={0}=~,recorded=arg:0-return,ok=arg:1:null",
      })
  void whatIsAddedForAPairIsSmall(String operation) {
    Matches matches =
        Matches.of(OperationArguments.parse(operation.replace("~", NAME + "#run")).get(0));
    AgentLog log = new AgentLog(LogLevel.INFO, InstantSource.system());
    new ClassInstrumentation(recording.sites(), Patterns.withEnds(List.of(matches)), null, log)
        .instrument(null, NAME, classOf(10));
    for (Matches one : Patterns.withEnds(List.of(matches))) {
      assertThat(one.report().failed()).isEmpty();
      InstrumentationReport.Method method = one.report().methods().get(0);
      // Both its start and its end are in the one method.
      int added = method.bytecodeAfter() - method.bytecodeBefore();
      System.out.printf(Locale.ROOT, "bytecode added, %s: %d bytes%n", operation, added);
      assertThat(added).isBetween(20, ClassInstrumentation.MOST_ADDED);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {7_900, 8_000})
  void aMethodThatHotSpotWouldNoLongerCompileStaysAsItIs(int bytes) {
    InstrumentationReport.Pattern report = instrument(OperationSpec.of(NAME + "#run"), bytes);
    assertThat(report.methods()).isEmpty();
    assertThat(report.failed())
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure.reason())
                    .contains("its " + bytes + " bytes of bytecode", "8000"));
  }

  @Test
  void aMethodThatHotSpotNeverCompiledMayGrow() {
    InstrumentationReport.Pattern report = instrument(OperationSpec.of(NAME + "#run"), 8_001);
    assertThat(report.methods()).hasSize(1);
  }
}
