package org.benchmonitor.host.instrument;

import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.utility.OpenedClassReader;
import org.benchmonitor.bootstrap.CallbackUse;
import org.benchmonitor.setup.pattern.OperationPattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads in a class file how its methods could tell a callback from what stands in for it: by a
 * cast, or by a comparison. One class at one time, one thread.
 *
 * <p>All methods' casts count, since a callback can be handed from one to another. Comparisons
 * count in the instrumented method and wherever something of the callback's declared type is used.
 * What may be one, as far as the instructions next to each other tell, is a doubt, which the user
 * can remove; as is a method that may be asked about a callback that was passed before.
 */
final class CallbackScan extends ClassVisitor {
  private static final Set<String> MONITOR_CALLS =
      Set.of("wait()V", "wait(J)V", "wait(JI)V", "notify()V", "notifyAll()V");
  private static final String OBJECT = "Ljava/lang/Object;";

  private final String method;
  private final String descriptor;
  private final String callbackDescriptor;
  private final Set<String> casts = new HashSet<>();
  private String self = OBJECT;
  private @Nullable String identity;
  private @Nullable String doubt;

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
    int argument = pattern.callbackArgument();
    TypeDescription type = method.getParameters().get(argument).getType().asErasure();
    return of(header.bytes(), method.getInternalName(), method.getDescriptor(), type.getName())
        .use(argument, pattern.callbackMethod());
  }

  /**
   * Reads a class.
   *
   * @param callbackType the binary name of the callback's declared type
   */
  static CallbackScan of(byte[] bytes, String method, String descriptor, String callbackType) {
    CallbackScan scan = new CallbackScan(method, descriptor, callbackType);
    OpenedClassReader.of(bytes).accept(scan, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return scan;
  }

  /**
   * What has been read.
   *
   * @param completing the method of the callback that the user has named, or null
   */
  CallbackUse use(int argument, @Nullable String completing) {
    return new CallbackUse(argument, completing, Set.copyOf(casts), identity, doubt);
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    self = Type.getObjectType(name).getDescriptor();
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
    if (isAskedAboutCallbacks(access, name, itsDescriptor)) {
      doubts("its method " + name + " may look for a callback");
    }
    return new Instructions(
        (access & Opcodes.ACC_STATIC) == 0 ? self : null,
        name,
        itsDescriptor,
        isItself || itsDescriptor.contains(callbackDescriptor));
  }

  /**
   * Whether others can call a method with nothing but a callback, for an answer: to take it back.
   */
  private boolean isAskedAboutCallbacks(int access, String name, String itsDescriptor) {
    return (access & (Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC)) == 0
        && !name.equals(method)
        && itsDescriptor.startsWith("(" + callbackDescriptor + ")")
        && !itsDescriptor.endsWith(")V");
  }

  private void doubts(String what) {
    doubt = doubt == null ? what : doubt;
  }

  /** Whether a call compares what it is given with something: by equals or in a collection. */
  private static boolean isComparison(String name) {
    return name.equals("equals")
        || name.equals("get")
        || name.equals("getOrDefault")
        || name.equals("search")
        || name.equals("frequency")
        || name.equals("indexOf")
        || name.equals("lastIndexOf")
        || name.startsWith("remove")
        || name.startsWith("contains")
        || name.startsWith("compareAnd")
        || name.startsWith("weakCompareAnd");
  }

  /** One method's instructions. */
  private final class Instructions extends StackTop {
    private final String name;
    private boolean concerned;
    private @Nullable String seen;
    private @Nullable String perhaps;

    private boolean askedForClass;
    private @Nullable String asked;

    private Instructions(@Nullable String self, String name, String descriptor, boolean concerned) {
      super(self, descriptor);
      this.name = name;
      this.concerned = concerned;
    }

    @Override
    void push(@Nullable String type) {
      if (askedForClass) {
        askedForClass = false;
        sees("asks for a class", asked);
      }
      concerned |= callbackDescriptor.equals(type);
      super.push(type);
    }

    private void sees(String what, @Nullable String operand) {
      if (callbackDescriptor.equals(operand)) {
        seen = what;
      } else if (operand == null || operand.equals(OBJECT)) {
        perhaps = what;
      }
    }

    private void casts(Type type) {
      if (type.getSort() == Type.OBJECT) {
        casts.add(type.getClassName());
      }
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      if (opcode == Opcodes.CHECKCAST || opcode == Opcodes.INSTANCEOF) {
        casts(Type.getObjectType(type));
      }
      super.visitTypeInsn(opcode, type);
    }

    @Override
    public void visitLdcInsn(Object value) {
      super.visitLdcInsn(value);
      if (value instanceof Type type) {
        casts(type);
      }
    }

    @Override
    public void visitInvokeDynamicInsn(
        String itsName, String itsDescriptor, Handle bootstrap, Object... arguments) {
      boolean isSwitch = bootstrap.getOwner().equals("java/lang/runtime/SwitchBootstraps");
      for (Object argument : arguments) {
        if (isSwitch && argument instanceof Type type) {
          casts(type);
        } else if (argument instanceof Handle handle && isComparison(handle.getName())) {
          Type[] captured = Type.getArgumentTypes(itsDescriptor);
          sees(
              "compares by " + handle.getName(),
              captured.length == 1 ? captured[0].getDescriptor() : null);
        }
      }
      super.visitInvokeDynamicInsn(itsName, itsDescriptor, bootstrap, arguments);
    }

    @Override
    public void visitFieldInsn(int opcode, String owner, String itsName, String itsDescriptor) {
      concerned |= itsDescriptor.equals(callbackDescriptor);
      super.visitFieldInsn(opcode, owner, itsName, itsDescriptor);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String itsName, String itsDescriptor, boolean isInterface) {
      String operand = top();
      super.visitMethodInsn(opcode, owner, itsName, itsDescriptor, isInterface);
      // By name alone: nothing overrides these, and newer compilers name the interface as owner.
      if ((itsName + itsDescriptor).equals("getClass()Ljava/lang/Class;")) {
        askedForClass = true;
        asked = operand;
      } else if (MONITOR_CALLS.contains(itsName + itsDescriptor)) {
        sees("waits for a monitor", itsDescriptor.equals("()V") ? operand : null);
      } else if (owner.equals("java/util/IdentityHashMap")) {
        sees("asks for an identity", callbackDescriptor);
      } else if (itsName.equals("identityHashCode")) {
        sees("asks for an identity", operand);
      } else if (isComparison(itsName)) {
        compares(owner, itsName, Type.getArgumentTypes(itsDescriptor), operand);
      }
    }

    private void compares(
        String owner, String itsName, Type[] parameters, @Nullable String operand) {
      boolean takesIt = false;
      for (Type one : parameters) {
        takesIt |= OBJECT.equals(one.getDescriptor());
        takesIt |= callbackDescriptor.equals(one.getDescriptor());
      }
      if (!takesIt) {
        return;
      }
      String what = "compares by " + itsName;
      if (Type.getObjectType(owner).getDescriptor().equals(callbackDescriptor)) {
        sees(what, callbackDescriptor);
      } else {
        // Of several arguments only the last is known.
        sees(what, parameters.length > 1 && !callbackDescriptor.equals(operand) ? null : operand);
      }
      if (OBJECT.equals(operand)) {
        doubts("its method " + name + " " + what);
      }
    }

    @Override
    public void visitJumpInsn(int opcode, Label label) {
      String operand = top();
      super.visitJumpInsn(opcode, label);
      if (opcode == Opcodes.IF_ACMPEQ || opcode == Opcodes.IF_ACMPNE) {
        if (operand == null || operand.equals(callbackDescriptor) || operand.equals(OBJECT)) {
          sees("compares references", callbackDescriptor);
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
      if (opcode == Opcodes.MONITORENTER) {
        sees("takes a monitor", top());
      }
      super.visitInsn(opcode);
    }

    @Override
    public void visitEnd() {
      if (concerned && seen != null && identity == null) {
        identity = "its method " + name + " " + seen;
      }
      if (concerned && perhaps != null) {
        doubts("its method " + name + " " + perhaps);
      }
    }
  }
}
