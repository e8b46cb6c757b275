package org.benchmonitor.instrument;

import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.utility.OpenedClassReader;
import org.benchmonitor.bootstrap.CallbackUse;
import org.jspecify.annotations.Nullable;

/**
 * Reads in a class file how its methods could tell a callback from what stands in for it: by a
 * cast, or by its identity. One class at one time, one thread.
 *
 * <p>All methods' casts count, since a callback can be handed from one to another. Identity counts
 * in the instrumented method and wherever the callback's declared type is a parameter or a field
 * that is used; what cannot be told from the instructions next to each other counts as seen.
 */
final class CallbackScan extends ClassVisitor {
  private static final Set<String> MONITOR_CALLS =
      Set.of("wait()V", "wait(J)V", "wait(JI)V", "notify()V", "notifyAll()V");

  private final String method;
  private final String descriptor;
  private final String callbackDescriptor;
  private final Set<String> casts = new HashSet<>();
  private @Nullable String identity;

  private CallbackScan(String method, String descriptor, String callbackType) {
    super(OpenedClassReader.ASM_API);
    this.method = method;
    this.descriptor = descriptor;
    this.callbackDescriptor = "L" + callbackType.replace('.', '/') + ";";
  }

  /** What a method does with the callback that its pattern means, or null if there is none. */
  static @Nullable CallbackUse of(
      OperationPattern pattern, MethodDescription.InDefinedShape method, ClassHeader header) {
    if (pattern.async() != OperationPattern.Async.CALLBACK) {
      return null;
    }
    TypeDescription type =
        method.getParameters().get(pattern.callbackArgument()).getType().asErasure();
    return of(
        header.bytes(),
        method.getInternalName(),
        method.getDescriptor(),
        type.getName(),
        pattern.callbackMethod());
  }

  /**
   * Reads a class.
   *
   * @param callbackType the binary name of the callback's declared type
   * @param completing the method of the callback that the user has named, or null
   */
  static CallbackUse of(
      byte[] bytes,
      String method,
      String descriptor,
      String callbackType,
      @Nullable String completing) {
    CallbackScan scan = new CallbackScan(method, descriptor, callbackType);
    OpenedClassReader.of(bytes).accept(scan, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return new CallbackUse(completing, Set.copyOf(scan.casts), scan.identity);
  }

  @Override
  public @Nullable FieldVisitor visitField(
      int access,
      String name,
      String fieldDescriptor,
      @Nullable String signature,
      @Nullable Object value) {
    return null;
  }

  @Override
  public MethodVisitor visitMethod(
      int access,
      String name,
      String itsDescriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    boolean isItself = name.equals(method) && itsDescriptor.equals(descriptor);
    return new Instructions(name, isItself || itsDescriptor.contains(callbackDescriptor));
  }

  /** One method's instructions. */
  private final class Instructions extends MethodVisitor {
    private final String name;
    private boolean concerned;
    private @Nullable String seen;

    // The type of what the last instruction has pushed, null where that is not known.
    private @Nullable String pushed;
    private boolean askedForClass;

    private Instructions(String name, boolean concerned) {
      super(OpenedClassReader.ASM_API);
      this.name = name;
      this.concerned = concerned;
    }

    private void next(@Nullable String pushes) {
      if (askedForClass) {
        sees("asks for a class");
      }
      askedForClass = false;
      pushed = pushes;
    }

    private void sees(String what) {
      seen = what;
    }

    private void casts(Type type) {
      if (type.getSort() == Type.OBJECT) {
        casts.add(type.getClassName());
      }
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      next(opcode == Opcodes.CHECKCAST ? Type.getObjectType(type).getDescriptor() : null);
      if (opcode == Opcodes.CHECKCAST || opcode == Opcodes.INSTANCEOF) {
        casts(Type.getObjectType(type));
      }
    }

    @Override
    public void visitLdcInsn(Object value) {
      next(null);
      if (value instanceof Type type) {
        casts(type);
      }
    }

    @Override
    public void visitInvokeDynamicInsn(
        String itsName, String itsDescriptor, Handle bootstrap, Object... arguments) {
      next(Type.getReturnType(itsDescriptor).getDescriptor());
      if (bootstrap.getOwner().equals("java/lang/runtime/SwitchBootstraps")) {
        for (Object argument : arguments) {
          if (argument instanceof Type type) {
            casts(type);
          }
        }
      }
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String itsName, String itsDescriptor) {
      next(itsDescriptor);
      concerned |= itsDescriptor.equals(callbackDescriptor);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String itsName, String itsDescriptor, boolean isInterface) {
      next(Type.getReturnType(itsDescriptor).getDescriptor());
      // By name alone: nothing overrides these, and newer compilers name the interface as owner.
      if ((itsName + itsDescriptor).equals("getClass()Ljava/lang/Class;")) {
        askedForClass = true;
      } else if (MONITOR_CALLS.contains(itsName + itsDescriptor)) {
        sees("waits for a monitor");
      } else if (itsName.equals("identityHashCode") || owner.equals("java/util/IdentityHashMap")) {
        sees("asks for an identity");
      }
    }

    @Override
    public void visitJumpInsn(int opcode, net.bytebuddy.jar.asm.Label label) {
      String operand = pushed;
      next(null);
      if (opcode == Opcodes.IF_ACMPEQ || opcode == Opcodes.IF_ACMPNE) {
        if (operand == null
            || operand.equals(callbackDescriptor)
            || operand.equals("Ljava/lang/Object;")) {
          sees("compares references");
        } else {
          // Such as a constant of an enum, which no callback is.
          casts(Type.getType(operand));
        }
      }
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode == Opcodes.POP) {
        // How older compilers test for null.
        askedForClass = false;
      }
      next(null);
      if (opcode == Opcodes.MONITORENTER) {
        sees("takes a monitor");
      }
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
      next(null);
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
      next(null);
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
      next(null);
    }

    @Override
    public void visitEnd() {
      if (concerned && seen != null && identity == null) {
        identity = "its method " + name + " " + seen;
      }
    }
  }
}
