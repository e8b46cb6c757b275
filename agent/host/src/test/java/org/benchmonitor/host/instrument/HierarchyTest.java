package org.benchmonitor.host.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HierarchyTest {
  private static final int LEVELS = 60;

  @TempDir Path directory;

  private static byte[] interfaceOf(String name, String... parents) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT,
        name,
        null,
        "java/lang/Object",
        parents);
    writer.visitEnd();
    return writer.toByteArray();
  }

  /** Followed one by one, the ways up would be as many as 2 to the power of the levels. */
  @Test
  void diamondsAreClimbedOnce() {
    Compiled loader = Compiled.of(directory, "interface Root {} class Other implements Root {}");
    loader.with("Left0", interfaceOf("Left0", "Root")).with("Right0", interfaceOf("Right0"));
    for (int i = 1; i < LEVELS; i++) {
      String[] parents = {"Right" + (i - 1), "Left" + (i - 1)};
      loader.with("Left" + i, interfaceOf("Left" + i, parents));
      loader.with("Right" + i, interfaceOf("Right" + i, parents));
    }
    Class<?> top = loader.load("Left" + (LEVELS - 1)).get(0);
    assertThat(Hierarchy.isSubtype(top, "com.acme.None")).isFalse();
    assertThat(Hierarchy.isSubtype(top, "Root")).isTrue();
    assertThat(Hierarchy.isSubtype(loader.load("Other").get(0), "Root")).isTrue();
  }
}
