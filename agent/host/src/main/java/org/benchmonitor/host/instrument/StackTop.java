package org.benchmonitor.host.instrument;

import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.utility.OpenedClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Follows the declared type of what lies on top of the stack, from one instruction to the next. One
 * method at one time, one thread.
 *
 * <p>The type is unknown where two paths meet at a label, and for a variable that is set to two
 * types.
 */
abstract class StackTop extends MethodVisitor {
  private static final String TWO_TYPES = "";

  private final Map<Integer, String> variables = new HashMap<>();
  private @Nullable String top;
  private boolean doubled;

  /**
   * Begins a method.
   *
   * @param self the descriptor of its class, or null if it is static
   */
  StackTop(@Nullable String self, String descriptor) {
    super(OpenedClassReader.ASM_API);
    int slot = 0;
    if (self != null) {
      variables.put(slot++, self);
    }
    for (Type one : Type.getArgumentTypes(descriptor)) {
      variables.put(slot, one.getDescriptor());
      slot += one.getSize();
    }
  }

  /** The descriptor of what lies there, or null if it is not known. */
  final @Nullable String top() {
    return top;
  }

  /** Comes after each instruction: what it has left on top. */
  void push(@Nullable String type) {
    top = type;
    doubled = false;
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    push(opcode == Opcodes.INSTANCEOF ? "I" : Type.getObjectType(type).getDescriptor());
  }

  @Override
  public void visitLdcInsn(Object value) {
    push(value instanceof String ? "Ljava/lang/String;" : null);
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    push(Type.getReturnType(descriptor).getDescriptor());
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    push(opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC ? descriptor : null);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    Type returned = Type.getReturnType(descriptor);
    if (name.equals("<init>")) {
      push(Type.getObjectType(owner).getDescriptor());
    } else {
      push(returned.equals(Type.VOID_TYPE) ? null : returned.getDescriptor());
    }
  }

  @Override
  public void visitInsn(int opcode) {
    push(opcode == Opcodes.DUP ? top : null);
    doubled = opcode == Opcodes.DUP;
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    if (opcode == Opcodes.ASTORE) {
      String type = top == null ? TWO_TYPES : top;
      variables.merge(variable, type, (one, other) -> one.equals(other) ? one : TWO_TYPES);
      push(doubled ? top : null);
    } else {
      String type = opcode == Opcodes.ALOAD ? variables.getOrDefault(variable, TWO_TYPES) : "I";
      push(type.isEmpty() ? null : type);
    }
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    push(null);
  }

  @Override
  public void visitLabel(Label label) {
    push(null);
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    push(null);
  }

  @Override
  public void visitTableSwitchInsn(int from, int to, Label other, Label... labels) {
    push(null);
  }

  @Override
  public void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
    push(null);
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    push(descriptor);
  }
}
