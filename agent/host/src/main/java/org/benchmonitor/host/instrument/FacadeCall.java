package org.benchmonitor.host.instrument;

import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Calls a method of the facade beside any advice; not described by reflection, as advice is not.
 */
final class FacadeCall extends StackManipulation.AbstractBase {
  static final StackManipulation SUPPRESSED =
      new FacadeCall("suppressed", "(Ljava/lang/Throwable;I)V", new Size(-2, 0));
  static final StackManipulation FIRST_CALL =
      new FacadeCall("firstCall", "(ILjava/lang/Object;)I", new Size(-1, 0));

  private final String method;
  private final String descriptor;
  private final Size change;

  private FacadeCall(String method, String descriptor, Size change) {
    this.method = method;
    this.descriptor = descriptor;
    this.change = change;
  }

  @Override
  public Size apply(MethodVisitor code, Implementation.Context context) {
    code.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        Type.getInternalName(ProbeFacade.HERE.type()),
        method,
        descriptor,
        false);
    return change;
  }
}
