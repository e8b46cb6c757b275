package org.benchmonitor.host.instrument;

import java.util.List;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Suspending functions of Kotlin's. Most are called again when they go on after they were
 * suspended: these ask whether the continuation that they are given is their own object, and read
 * its {@code label}. Others hand the continuation on, and nobody tells them when it is used.
 */
final class SuspendingFunction {
  private static final String CONTINUATION = "kotlin.coroutines.Continuation";

  private SuspendingFunction() {}

  /** Whether a method takes a continuation behind all else. */
  static boolean is(MethodDescription.InDefinedShape method) {
    List<TypeDescription> parameters = method.getParameters().asTypeList().asErasures();
    return !parameters.isEmpty()
        && parameters.get(parameters.size() - 1).getName().equals(CONTINUATION)
        && method.getReturnType().represents(Object.class);
  }

  /** Whether a suspending function is called again. */
  static boolean goesOn(MethodDescription.InDefinedShape method, ClassHeader header) {
    Scan scan = new Scan(method.getInternalName(), method.getDescriptor());
    OpenedClassReader.of(header.bytes())
        .accept(scan, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return scan.readsLabel;
  }

  /** Looks for {@code is Own && own.label} in one method. */
  private static final class Scan extends ClassVisitor {
    private final String method;
    private final String methodDescriptor;
    private @Nullable String asked;
    private boolean readsLabel;

    Scan(String method, String methodDescriptor) {
      super(OpenedClassReader.ASM_API);
      this.method = method;
      this.methodDescriptor = methodDescriptor;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String descriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return name.equals(method) && descriptor.equals(methodDescriptor) ? new Code() : null;
    }

    private final class Code extends MethodVisitor {
      Code() {
        super(OpenedClassReader.ASM_API);
      }

      @Override
      public void visitTypeInsn(int opcode, String type) {
        if (opcode == Opcodes.INSTANCEOF && asked == null) {
          asked = type;
        }
      }

      @Override
      public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
        readsLabel |=
            opcode == Opcodes.GETFIELD
                && owner.equals(asked)
                && name.equals("label")
                && descriptor.equals("I");
      }
    }
  }
}
