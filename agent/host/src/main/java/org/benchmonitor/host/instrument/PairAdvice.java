package org.benchmonitor.host.instrument;

import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.implementation.bytecode.constant.LongConstant;
import net.bytebuddy.implementation.bytecode.constant.NullConstant;
import org.benchmonitor.bootstrap.PairSite;
import org.benchmonitor.setup.pattern.ValuePath;
import org.jspecify.annotations.Nullable;

/** The advice of one method that begins or ends an operation, or hands over durations. */
final class PairAdvice {
  private final PairPart part;
  private final PairSite.Form form;
  private final boolean atReturn;

  PairAdvice(PairPart part, MethodDescription.InDefinedShape method) {
    this.part = part;
    this.form = part.form(method);
    this.atReturn = part.needsReturn();
  }

  /** The advice at the entry, or null. */
  @Nullable Class<?> enter() {
    return switch (part.role()) {
      case START ->
          atReturn
              ? Advices.BeginPair.class
              : isOfValues() ? Advices.StartPairOf.class : Advices.StartPair.class;
      case END -> atReturn ? null : isOfValues() ? Advices.EndPairOf.class : Advices.EndPair.class;
      case RECORDED -> atReturn ? Advices.EnterRecorded.class : Advices.Recorded.class;
    };
  }

  /** The advice at the exit, or null. */
  @Nullable Class<?> exit() {
    return switch (part.role()) {
      case START -> atReturn ? Advices.LeaveStartWith.class : Advices.LeaveStart.class;
      case END -> atReturn ? Advices.EndPairAtReturn.class : null;
      case RECORDED -> atReturn ? Advices.LeaveRecordedWith.class : Advices.LeaveRecorded.class;
    };
  }

  /** That of an end, which has one only. */
  Class<?> only() {
    Class<?> enter = enter();
    return enter == null ? Advices.EndPairAtReturn.class : enter;
  }

  private boolean isOfValues() {
    return form == PairSite.Form.VALUES;
  }

  /** The mapping with what the advice wants to know of a call. */
  Advice.WithCustomMapping bound(Advice.WithCustomMapping mapping) {
    if (isOfValues()) {
      return mapping.bind(
          new Advice.OffsetMapping.Factory.Simple<>(
              CallValues.class, new ValuesMapping(part.rules().starts())));
    }
    ValuePath first = part.rules().starts().get(0);
    Advice.WithCustomMapping bound =
        switch (form) {
          case NUMBER ->
              mapping
                  .bind(KeyObject.class, NullConstant.INSTANCE, AdviceChoice.OBJECT)
                  .bind(AdviceChoice.wholeNumber(KeyNumber.class, first.argument()));
          case OBJECT_AND_NUMBER ->
              mapping
                  .bind(AdviceChoice.value(KeyObject.class, first))
                  .bind(
                      AdviceChoice.wholeNumber(
                          KeyNumber.class, part.rules().starts().get(1).argument()));
          default ->
              mapping
                  .bind(AdviceChoice.value(KeyObject.class, first))
                  .bind(KeyNumber.class, LongConstant.ZERO, AdviceChoice.LONG);
        };
    if (part.role() != PairPart.Role.END) {
      return bound;
    }
    return part.rule() == null
        ? bound.bind(OutcomeArgument.class, NullConstant.INSTANCE, AdviceChoice.OBJECT)
        : bound.bind(AdviceChoice.value(OutcomeArgument.class, part.rule().subject()));
  }
}
