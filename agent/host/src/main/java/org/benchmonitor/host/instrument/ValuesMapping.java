package org.benchmonitor.host.instrument;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.implementation.bytecode.collection.ArrayFactory;
import net.bytebuddy.implementation.bytecode.member.MethodVariableAccess;
import org.benchmonitor.setup.pattern.ValuePath;

/** Binds a parameter of an advice to an array of values of the call, boxed. */
final class ValuesMapping implements Advice.OffsetMapping {
  private final List<ValuePath> values;

  ValuesMapping(List<ValuePath> values) {
    this.values = values;
  }

  @Override
  public Target resolve(
      TypeDescription type,
      MethodDescription method,
      Assigner assigner,
      Advice.ArgumentHandler arguments,
      Sort sort) {
    List<StackManipulation> loaded = new ArrayList<>();
    for (ValuePath value : values) {
      loaded.add(load(value, method, assigner, arguments));
    }
    return new Target.ForStackManipulation(
        ArrayFactory.forType(AdviceChoice.OBJECT).withValues(loaded));
  }

  private static StackManipulation load(
      ValuePath value,
      MethodDescription method,
      Assigner assigner,
      Advice.ArgumentHandler arguments) {
    if (value.root() == ValuePath.Root.THIS) {
      return MethodVariableAccess.loadThis();
    }
    if (value.root() == ValuePath.Root.RETURN) {
      return load(method.getReturnType(), arguments.returned(), assigner);
    }
    ParameterDescription parameter = method.getParameters().get(value.argument());
    return load(parameter.getType(), arguments.argument(parameter.getOffset()), assigner);
  }

  private static StackManipulation load(
      TypeDescription.Generic type, int offset, Assigner assigner) {
    return new StackManipulation.Compound(
        MethodVariableAccess.of(type).loadFrom(offset),
        assigner.assign(type, AdviceChoice.OBJECT, Assigner.Typing.DYNAMIC));
  }
}
