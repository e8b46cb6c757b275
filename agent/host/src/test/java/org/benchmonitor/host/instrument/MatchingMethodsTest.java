package org.benchmonitor.host.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which methods a literal name means: also those that no programmer has written. */
class MatchingMethodsTest extends InstrumentedJvm {
  private static final String SOURCE =
      """
      package com.acme;
      interface Shape { int area(); default int twice() { return 2 * area(); } }
      class Base { public int run() { return 1; } private int hidden() { return 2; } }
      class Impl extends Base implements Shape, Comparable<Impl> {
        public int area() { return 4; }
        public int compareTo(Impl other) { return 0; }
        @Override public Integer clone() { return 5; }
      }
      class Hidden { public int inherited() { return 1; } }
      class Shown extends Hidden {}
      abstract class Partly implements Shape {}
      public class Program implements Runnable {
        @SuppressWarnings({"unchecked", "rawtypes"})
        public void run() {
          Runnable body = () -> new Impl().run();
          body.run();
          Impl impl = new Impl();
          ((Comparable) impl).compareTo(impl);
          impl.compareTo(impl);
          impl.twice();
          impl.clone();
          new Shown().inherited();
          new Partly() { public int area() { return 1; } }.area();
        }
      }
      """;
  @TempDir Path directory;

  private void run(String... patterns) {
    instrument(patterns);
    Compiled.of(directory, SOURCE).run("com.acme.Program");
  }

  @Test
  void theBodyOfALambdaIsMeantByItsName() {
    run("com.acme.Program#lambda$run$0");
    assertThat(counts()).isEqualTo(Map.of("lambda$run$0", ok(1)));
  }

  @Test
  void aWildcardMeansOnlyWhatWasWritten() {
    run("com.acme.Program#*", "com.acme.Impl#comp*");
    assertThat(counts()).isEqualTo(Map.of("run", ok(1), "compareTo", ok(2)));
    assertThat(report(1).methods()).hasSize(1);
  }

  @Test
  void aBridgeIsMeantByItsTypesOrWhereThereIsNothingElse() {
    run("bridge=com.acme.Impl#compareTo(java.lang.Object)", "real=com.acme.Impl#clone()");
    assertThat(counts()).isEqualTo(Map.of("bridge", ok(1), "real", ok(1)));
    assertThat(report(1).methods()).hasSize(1);
  }

  @Test
  void anInheritedMethodIsFollowedToTheClassThatDeclaresIt() {
    run(
        "com.acme.Impl#run",
        "com.acme.Impl#twice",
        "com.acme.Impl#hashCode",
        "com.acme.Partly#area",
        "com.acme.Impl#hidden",
        "com.acme.Impl#run(int)");
    assertThat(counts()).isEmpty();
    assertThat(reason(0)).contains("inherits run from com.acme.Base: name com.acme.Base#run");
    assertThat(reason(1)).contains("name com.acme.Shape#twice");
    assertThat(reason(2)).contains("java.lang.Object", "name a method that calls it");
    assertThat(reason(3)).contains("name com.acme.Shape+#area");
    assertThat(reason(4)).isEqualTo("it has no method hidden");
    assertThat(reason(5)).isEqualTo("it inherits from com.acme.Base run(), not run(int)");
  }

  @Test
  void aMethodWithOtherParameterTypesIsSaidWithThem() {
    run(
        "com.acme.Impl#compareTo(Impl)",
        "com.acme.Base#hidden(int,String)",
        "com.acme.Impl#hidden(int)");
    assertThat(reason(0))
        .isEqualTo(
            "it has compareTo(com.acme.Impl) and compareTo(java.lang.Object), not compareTo(Impl)");
    assertThat(reason(1)).isEqualTo("it has hidden(), not hidden(int,String)");
    assertThat(reason(2)).isEqualTo("it has no method hidden");
  }

  @Test
  void aWildcardOnATypeThatHasNoSuchMethodIsExplained() {
    run(
        "com.acme.Program#lambda*",
        "com.acme.Impl#ru*",
        "com.acme.Impl#hash*",
        "com.acme.Partly#ar*",
        "com.acme.Shown#*",
        "com.acme.Shape+#none*");
    assertThat(reason(0))
        .isEqualTo(
            "it matches only compiler-generated methods; name one literally, such as lambda$run$0");
    assertThat(reason(1)).contains("inherits ru* from com.acme.Base: name com.acme.Base#ru*");
    assertThat(reason(2)).isEqualTo("it has no method hash*");
    assertThat(reason(3)).contains("name com.acme.Shape+#ar* for its implementors");
    assertThat(reason(4)).contains("name com.acme.Hidden#*");
    assertThat(report(5).failed()).isEmpty();
  }

  private String reason(int pattern) {
    assertThat(report(pattern).failed()).hasSize(1);
    return report(pattern).failed().get(0).reason();
  }

  @Test
  void thePatternWithAPlusSaysNothingOfItOnceSomethingMatched() {
    run("com.acme.Partly+#area");
    assertThat(counts()).isEqualTo(Map.of("area", ok(1)));
    assertThat(report(0).failed()).isEmpty();
    assertThat(report(0).nearNames()).isEmpty();
  }

  @Test
  void namesThatJavaWouldNotAllowAreMeantAsTheyAre() {
    String[] names = {"send-1a2b", "do it, now(please)", "$plus$eq", "a=b#c@d", "größer"};
    String[] patterns = new String[names.length + 1];
    ClassWriter writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_PUBLIC,
        "com/acme/my-Odd",
        null,
        "java/lang/Object",
        new String[] {"java/lang/Runnable"});
    MethodVisitor make = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    make.visitVarInsn(Opcodes.ALOAD, 0);
    make.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    make.visitInsn(Opcodes.RETURN);
    make.visitMaxs(1, 1);
    MethodVisitor run = writer.visitMethod(Opcodes.ACC_PUBLIC, "run", "()V", null, null);
    for (int i = 0; i < names.length; i++) {
      MethodVisitor odd = writer.visitMethod(Opcodes.ACC_STATIC, names[i], "()V", null, null);
      odd.visitInsn(Opcodes.RETURN);
      odd.visitMaxs(0, 0);
      run.visitMethodInsn(Opcodes.INVOKESTATIC, "com/acme/my-Odd", names[i], "()V", false);
      patterns[i] = "com.acme.my-Odd#" + names[i] + (i == 1 ? "()" : "");
    }
    run.visitInsn(Opcodes.RETURN);
    run.visitMaxs(0, 1);
    writer.visitEnd();
    patterns[names.length] = "com.acme.my-Odd#do it, now(please)";
    instrument(patterns);
    Compiled.of(directory, "class None {}")
        .with("com.acme.my-Odd", writer.toByteArray())
        .run("com.acme.my-Odd");
    assertThat(counts()).containsOnlyKeys(names);
    assertThat(reason(names.length)).contains("write () or the parameter types");
  }

  @Test
  void aSynchronizedMethodSaysWhatItsLatencyLeavesOut() {
    instrument("com.acme.Locked#*");
    Compiled.of(
            directory,
            """
            package com.acme;
            public class Locked implements Runnable {
              public void run() { locked(); }
              static synchronized void locked() {}
            }
            """)
        .run("com.acme.Locked");
    assertThat(report(0).methods())
        .hasSize(2)
        .allSatisfy(
            method ->
                assertThat(String.join("", method.notes()).contains("synchronized: the latency"))
                    .isEqualTo(method.method().equals("locked()")));
  }
}
