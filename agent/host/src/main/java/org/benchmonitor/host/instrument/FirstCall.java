package org.benchmonitor.host.instrument;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterList;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.implementation.bytecode.constant.IntegerConstant;
import net.bytebuddy.implementation.bytecode.member.MethodVariableAccess;

/**
 * Binds a parameter of an advice to the number of the site, by the first call of a suspending
 * function, or of none by those with which it goes on, see {@link SuspendingFunction}.
 */
final class FirstCall implements Advice.OffsetMapping {
  private final int site;

  private FirstCall(int site) {
    this.site = site;
  }

  static Advice.WithCustomMapping bound(int site) {
    return Advice.withCustomMapping().bind(new Factory.Simple<>(SiteId.class, new FirstCall(site)));
  }

  @Override
  public Target resolve(
      TypeDescription type,
      MethodDescription method,
      Assigner assigner,
      Advice.ArgumentHandler arguments,
      Sort sort) {
    ParameterList<?> parameters = method.getParameters();
    int continuation = parameters.get(parameters.size() - 1).getOffset();
    return new Target.ForStackManipulation(
        new StackManipulation.Compound(
            IntegerConstant.forValue(site),
            MethodVariableAccess.REFERENCE.loadFrom(arguments.argument(continuation)),
            FacadeCall.FIRST_CALL));
  }
}
