package org.benchmonitor.host.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.instrument.ClassFileTransformer;
import java.net.URI;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.benchmonitor.bootstrap.ErrorTable;
import org.benchmonitor.bootstrap.ErrorType;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.setup.config.OperationSpec;
import org.benchmonitor.setup.pattern.OperationPattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstrumenterTest extends InstrumentedJvm {
  private static final String TARGETS = Targets.PACKAGE;

  private static final Object NULL = null;

  private final Targets targets = new Targets();

  private static OperationSpec rule(String pattern, String ok, String error) {
    return OperationSpec.of(TARGETS + pattern).with("ok", ok).with("error", error);
  }

  private Map<String, Long> errors() {
    Map<String, Long> errors = new HashMap<>();
    for (int i = 0; i < recording.reader().operations().size(); i++) {
      long[] byType = new long[ErrorTable.MOST_TYPES];
      recording.reader().readErrors(i, byType);
      for (ErrorType type : recording.reader().errors().types()) {
        if (byType[type.number()] > 0) {
          errors.merge(type.simpleName(), byType[type.number()], Long::sum);
        }
      }
    }
    return errors;
  }

  private static void onAnotherThread(ThrowingCallable work) throws Exception {
    CompletableFuture.runAsync(() -> assertThatCode(work).doesNotThrowAnyException())
        .get(10, TimeUnit.SECONDS);
  }

  @Test
  void aMethodIsAnOperationOfItsOwnNameWithAllItsOverloads() throws Throwable {
    instrument(TARGETS + "Worker#call");
    Object worker = targets.make("Worker");
    assertThat(Targets.call(worker, "call", 4)).isEqualTo(5);
    assertThat(Targets.call(worker, "call", "four")).isEqualTo(4);
    assertThat(counts()).isEqualTo(Map.of("call", ok(2)));
    assertThat(report(0).methods())
        .extracting(InstrumentationReport.Method::method)
        .containsExactlyInAnyOrder(
            "call(int)", "call(java.lang.String)", "call(int[]," + TARGETS + "Worker$Kind)");
  }

  @Test
  void parameterTypesChooseOneOverload() throws Throwable {
    instrument(
        "text=" + TARGETS + "Worker#call(java.lang.String)",
        "array=" + TARGETS + "Worker#call(int[], " + TARGETS + "Worker$Kind)");
    Object worker = targets.make("Worker");
    Targets.call(worker, "call", 4);
    Targets.call(worker, "call", "four");
    Targets.call(worker, "call", new int[2], null);
    assertThat(counts()).isEqualTo(Map.of("text", ok(1), "array", ok(1)));
  }

  @Test
  void wildcardsStandForPartsOfNames() throws Throwable {
    instrument("any=" + TARGETS + "W*er#c*l");
    Object worker = targets.make("Worker");
    Targets.call(worker, "call", 4);
    Targets.call(worker, "recurse", 3);
    assertThat(counts()).isEqualTo(Map.of("any", ok(1)));
  }

  @Test
  void aWildcardForMethodsNamesEachOperationByItsMethod() throws Throwable {
    instrument(TARGETS + "MapStore#*");
    Object store = targets.make("MapStore");
    Targets.call(store, "get", "x");
    Targets.call(store, "close");
    assertThat(counts()).isEqualTo(Map.of("get", ok(1), "close", ok(1)));
  }

  @Test
  void subtypesAndImplementorsBelongToAPlusAndAWrapperCountsOnce() throws Throwable {
    instrument(TARGETS + "Store+#get");
    Targets.call(targets.make("MapStore"), "get", "x");
    Targets.call(targets.make("CachingStore"), "get", "x");
    assertThat(counts()).isEqualTo(Map.of("get", ok(2)));
    assertThat(report(0).methods())
        .extracting(InstrumentationReport.Method::className)
        .containsExactlyInAnyOrder(TARGETS + "MapStore", TARGETS + "CachingStore");
  }

  @Test
  void aDefaultMethodOfTheInterfaceIsFoundToo() throws Throwable {
    instrument(TARGETS + "Store+#getOr");
    assertThat(Targets.call(targets.make("MapStore"), "getOr", "", "other")).isEqualTo("other");
    assertThat(counts()).isEqualTo(Map.of("getOr", ok(1)));
  }

  @Test
  void abstractMethodsAreListedWithTheReason() {
    instrument(TARGETS + "BaseStore#close");
    targets.make("MapStore");
    assertThat(report(0).matched()).isFalse();
    assertThat(report(0).failed()).singleElement().asString().contains("abstract");
  }

  @Test
  void annotatedMethodsAreOperations() throws Throwable {
    instrument("@" + TARGETS + "Operation");
    Object annotated = targets.make("Annotated");
    Targets.call(annotated, "marked");
    Targets.call(annotated, "plain");
    assertThat(counts()).isEqualTo(Map.of("marked", ok(1)));
  }

  @Test
  void recursionIsOneOperation() throws Throwable {
    instrument(TARGETS + "Worker#recurse");
    assertThat(Targets.call(targets.make("Worker"), "recurse", 50)).isEqualTo(50);
    assertThat(counts()).isEqualTo(Map.of("recurse", ok(1)));
  }

  @Test
  void aNestedOperationOfAnotherNameIsCountedOfTheSameNameNot() throws Throwable {
    instrument("same=" + TARGETS + "Worker#outer", "inner=" + TARGETS + "Worker#call(int)");
    Targets.call(targets.make("Worker"), "outer");
    assertThat(counts()).isEqualTo(Map.of("same", ok(1), "inner", ok(2)));
  }

  @Test
  void privateStaticFinalAndSynchronizedMethodsAreOperations() throws Throwable {
    instrument(TARGETS + "Worker#hidden", TARGETS + "Worker#shared", TARGETS + "Worker#locked");
    Object worker = targets.make("Worker");
    assertThat(Targets.call(worker, "callHidden")).isEqualTo(7);
    assertThat(Targets.call(worker, "shared", 5)).isEqualTo(5);
    assertThat(Targets.call(worker, "locked")).isEqualTo(3);
    assertThat(counts()).isEqualTo(Map.of("hidden", ok(1), "shared", ok(1), "locked", ok(1)));
  }

  @Test
  void constructorsAndNativeMethodsAreRefusedWithAReason() {
    instrument(TARGETS + "Worker#Worker", TARGETS + "Worker#<init>", TARGETS + "Worker#nativeOne");
    targets.make("Worker");
    assertThat(report(0).failed()).singleElement().asString().contains("constructors");
    assertThat(report(1).failed()).singleElement().asString().contains("constructors");
    assertThat(report(2).failed()).singleElement().asString().contains("native");
    assertThat(counts()).isEmpty();
  }

  @Test
  void whatIsThrownIsAnErrorOfItsClassAndReachesTheCaller() {
    instrument(TARGETS + "Worker#fail");
    Object worker = targets.make("Worker");
    Throwable checked = new Exception("checked");
    Throwable error = new AssertionError("error");
    assertThat(catchThrowable(() -> Targets.call(worker, "fail", checked))).isSameAs(checked);
    assertThat(catchThrowable(() -> Targets.call(worker, "fail", error))).isSameAs(error);
    assertThat(counts()).isEqualTo(Map.of("fail", List.of(0L, 2L)));
    assertThat(errors()).isEqualTo(Map.of("Exception", 1L, "AssertionError", 1L));
  }

  @Test
  void aStackOverflowIsAnErrorAndTheNextCallIsCountedAgain() throws Throwable {
    instrument(TARGETS + "Worker#overflow", TARGETS + "Worker#recurse");
    Object worker = targets.make("Worker");
    assertThatThrownBy(() -> Targets.call(worker, "overflow"))
        .isInstanceOf(StackOverflowError.class);
    assertThatThrownBy(() -> Targets.call(worker, "overflow"))
        .isInstanceOf(StackOverflowError.class);
    Targets.call(worker, "recurse", 3);
    assertThat(counts()).isEqualTo(Map.of("overflow", List.of(0L, 2L), "recurse", ok(1)));
  }

  @Test
  void anArgumentNamesTheOperationWithoutHostCode() throws Throwable {
    instrument("{0}=" + TARGETS + "Worker#named");
    Object worker = targets.make("Worker");
    Object[] kinds = targets.type("Worker$Kind").getEnumConstants();
    Targets.call(worker, "named", "scan");
    Targets.call(worker, "named", "scan");
    Targets.call(worker, "named", kinds[0]);
    Targets.call(worker, "named", kinds[1]);
    Targets.call(worker, "named", 42L);
    Targets.call(worker, "named", NULL);
    Targets.call(worker, "named", worker);
    assertThat(counts())
        .isEqualTo(
            Map.of(
                "scan", ok(2),
                "READ", ok(1),
                "WRITE", ok(1),
                "42", ok(1),
                "null", ok(1),
                "Worker", ok(1)));
  }

  @Test
  void namesBeyondTheCapAreOther() throws Throwable {
    instrument("name={0}=" + TARGETS + "Worker#named");
    Object worker = targets.make("Worker");
    for (int i = 0; i < 1000; i++) {
      Targets.call(worker, "named", "name-" + i);
    }
    Targets.call(worker, "named", "name-0");
    assertThat(counts()).hasSize(65).containsEntry("other", ok(936)).containsEntry("name-0", ok(2));
  }

  @Test
  void anArgumentThatIsNotThereIsAReason() {
    instrument("{1}=" + TARGETS + "Worker#named");
    targets.make("Worker");
    assertThat(report(0).failed()).singleElement().asString().contains("no argument 1");
  }

  @Test
  void returnedValuesAreJudgedByTheirRules() throws Throwable {
    instrument(
        rule("Worker#flag", "return:true", null),
        rule("Worker#number", "return:200-399", null),
        rule("Worker#echo", "return:OK", null),
        rule("Worker#result", "getStatus():200-399", null),
        rule("MapStore#get", "return:!null", null));
    Object worker = targets.make("Worker");
    Targets.call(worker, "flag", true);
    Targets.call(worker, "flag", false);
    Targets.call(worker, "number", 200);
    Targets.call(worker, "number", 399);
    Targets.call(worker, "number", 400);
    Targets.call(worker, "echo", "OK");
    Targets.call(worker, "echo", URI.create("OK"));
    Targets.call(worker, "echo", "BAD");
    Targets.call(worker, "echo", NULL);
    Targets.call(worker, "result", 204);
    Targets.call(worker, "result", 409);
    Targets.call(worker, "result", 409);
    Targets.call(worker, "result", 0);
    Targets.call(targets.make("MapStore"), "get", "x");
    Targets.call(targets.make("MapStore"), "get", "");
    assertThat(counts())
        .isEqualTo(
            Map.of(
                "flag", List.of(1L, 1L),
                "number", List.of(2L, 1L),
                "echo", List.of(2L, 2L),
                "result", List.of(1L, 3L),
                "get", List.of(1L, 1L)));
    assertThat(errors())
        .isEqualTo(Map.of("false", 1L, "400", 1L, "BAD", 1L, "null", 3L, "409 Conflict", 2L));
  }

  @Test
  void theErrorsTypeComesFromAMethodOfTheReturnedValue() throws Throwable {
    instrument(rule("Worker#result", "isSuccessful():true", "getStatus()"));
    Object worker = targets.make("Worker");
    Targets.call(worker, "result", 200);
    Targets.call(worker, "result", 503);
    assertThat(counts()).isEqualTo(Map.of("result", List.of(1L, 1L)));
    assertThat(errors()).isEqualTo(Map.of("503", 1L));
  }

  @Test
  void aRuleAsksWhatAMethodOfTheReturnedValueReturns() throws Throwable {
    instrument(rule("Worker#result", "toString().length():3", "toString().trim()"));
    Object worker = targets.make("Worker");
    Targets.call(worker, "result", 200);
    Targets.call(worker, "result", 409);
    Targets.call(worker, "result", 0);
    assertThat(counts()).isEqualTo(Map.of("result", List.of(1L, 2L)));
    assertThat(errors()).isEqualTo(Map.of("409 Conflict", 1L, "null", 1L));
  }

  @Test
  void aRuleThatFailsIsCountedAndTheCallWithIt() throws Throwable {
    instrument(rule("Worker#echo", "isThere():true", null));
    Object worker = targets.make("Worker");
    Targets.call(worker, "echo", "no such method");
    assertThat(counts()).isEqualTo(Map.of("echo", ok(1)));
    assertThat(report(0).methods().get(0).ruleFailures()).isEqualTo(1);
  }

  @Test
  void aStageIsTimedUntilItsCompletion() throws Throwable {
    instrument(TARGETS + "Worker#future", TARGETS + "Worker#stage", TARGETS + "Worker#plainFuture");
    Object worker = targets.make("Worker");
    CompletableFuture<String> later = new CompletableFuture<>();
    CompletableFuture<String> fails = new CompletableFuture<>();
    assertThat(Targets.call(worker, "future", later)).isSameAs(later);
    Targets.call(worker, "stage", fails);
    assertThat(counts()).isEmpty();
    assertThat(recording.reader().asyncInFlight()).isEqualTo(2);

    later.complete("done");
    fails.completeExceptionally(new CompletionException(new IllegalStateException()));
    Targets.call(worker, "stage", CompletableFuture.completedFuture("already"));
    Targets.call(worker, "plainFuture", CompletableFuture.completedFuture("already"));
    Targets.call(worker, "plainFuture", new FutureTask<>(() -> "none of the completable kind"));
    CompletableFuture<String> cancelled = new CompletableFuture<>();
    Targets.call(worker, "future", cancelled);
    cancelled.cancel(true);

    assertThat(counts())
        .isEqualTo(
            Map.of("future", List.of(1L, 1L), "stage", List.of(1L, 1L), "plainFuture", ok(2)));
    assertThat(errors())
        .isEqualTo(Map.of("IllegalStateException", 1L, "CancellationException", 1L));
    assertThat(recording.reader().asyncInFlight()).isZero();
  }

  @Test
  void asyncOffTimesTheCallAlone() throws Throwable {
    instrument(OperationSpec.of(TARGETS + "Worker#future").with("async", "off"));
    Targets.call(targets.make("Worker"), "future", new CompletableFuture<String>());
    assertThat(counts()).isEqualTo(Map.of("future", ok(1)));
  }

  @Test
  void aCallbackEndsItsOperationOnceAndBelongsToTheWorkerThatBegan() throws Throwable {
    instrument(OperationSpec.of(TARGETS + "Worker#send*").with("async", "callback:1"));
    Object worker = targets.make("Worker");
    int[] calls = new int[1];
    Object callback = Targets.call(worker, "callback", calls, null);
    Targets.call(worker, "send", "message", callback);
    assertThat(counts()).isEmpty();
    assertThat(Targets.call(worker, "kept")).isEqualTo(callback).hasSameHashCodeAs(callback);

    onAnotherThread(() -> Targets.call(worker, "complete", NULL));
    assertThat(counts()).isEqualTo(Map.of("send", ok(1)));
    Targets.call(worker, "complete", new IllegalStateException("twice"));
    assertThat(calls[0]).as("the host's callback is called each time").isEqualTo(2);

    Targets.call(worker, "send", "message", callback);
    Targets.call(worker, "complete", new IllegalStateException("refused"));
    Targets.call(worker, "sendNow", "message", callback);
    assertThatThrownBy(() -> Targets.call(worker, "sendAndThrow", "message", callback))
        .hasMessage("not sent");
    assertThat(counts())
        .isEqualTo(
            Map.of("send", List.of(1L, 1L), "sendNow", ok(1), "sendAndThrow", List.of(0L, 1L)));
    assertThat(errors()).isEqualTo(Map.of("IllegalStateException", 2L));
    assertThat(recording.reader().takeNewWorkers())
        .singleElement()
        .matches(w -> w.completed() == 4);
  }

  @Test
  void whatACallbackThrowsGoesWhereItAlwaysWent() throws Throwable {
    instrument(OperationSpec.of(TARGETS + "Worker#sendNow").with("async", "callback:1"));
    Object worker = targets.make("Worker");
    RuntimeException thrown = new IllegalArgumentException("of the callback");
    Object callback = Targets.call(worker, "callback", new int[1], thrown);
    assertThat(catchThrowable(() -> Targets.call(worker, "sendNow", "message", callback)))
        .isSameAs(thrown);
    assertThat(counts()).isEqualTo(Map.of("sendNow", ok(1)));
  }

  @Test
  void aNamedMethodOfTheCallbackEndsItsOperation() throws Throwable {
    instrument(
        OperationSpec.of(TARGETS + "Worker#send").with("async", "callback:1.onCompletion"),
        OperationSpec.of(TARGETS + "Worker#sendNow").with("async", "callback:1.onFinish"));
    Object worker = targets.make("Worker");
    Targets.call(worker, "send", "message", Targets.call(worker, "callback", new int[1], null));
    Targets.call(worker, "complete", NULL);
    assertThat(counts()).isEqualTo(Map.of("send", ok(1)));
    assertThat(report(1).methods()).isEmpty();
    assertThat(report(1).failed())
        .singleElement()
        .extracting(InstrumentationReport.Failure::reason)
        .asString()
        .contains("no method onFinish", TARGETS + "Worker$Callback");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"callback:1.", "callback:x.run", "callback:1.a-b", "callback", "callback:"})
  void aCallbackThatIsNotUnderstoodIsRefused(String async) {
    OperationSpec spec = OperationSpec.of(TARGETS + "Worker#send").with("async", async);
    assertThatThrownBy(() -> OperationPattern.parse(spec)).hasMessageContaining(async);
  }

  @Test
  void withoutACallbackTheCallItselfIsTimedAndCountedSo() throws Throwable {
    instrument(OperationSpec.of(TARGETS + "Worker#send").with("async", "callback:1"));
    Targets.call(targets.make("Worker"), "send", "message", null);
    assertThat(counts()).isEqualTo(Map.of("send", ok(1)));
    assertThat(report(0).methods().get(0).withoutCallback()).isEqualTo(1);
  }

  @Test
  void classesThatAreLoadedAlreadyAreInstrumentedToo() throws Throwable {
    Object worker = targets.make("Worker");
    Object store = targets.make("MapStore");
    Object annotated = targets.make("Annotated");
    instrument(TARGETS + "Work*#call", TARGETS + "Store+#get", "@" + TARGETS + "Operation");
    Targets.call(worker, "call", 1);
    assertThat(counts()).isEmpty();
    instrumenter.instrumentLoadedClasses();
    Targets.call(worker, "call", 1);
    Targets.call(store, "get", "x");
    Targets.call(annotated, "marked");
    assertThat(counts()).isEqualTo(Map.of("call", ok(1), "get", ok(1), "marked", ok(1)));
  }

  @Test
  void stoppedClassesAreAsTheyWere() throws Throwable {
    instrument(TARGETS + "Worker#call");
    Object worker = targets.make("Worker");
    Targets.call(worker, "call", 1);
    instrumenter.stop();
    Targets.call(worker, "call", 1);
    assertThat(counts()).isEqualTo(Map.of("call", ok(1)));
    instrumenter = null;
  }

  @Test
  void stoppedClassesHaveTheirOwnBytecode() throws Throwable {
    List<byte[]> seen = new ArrayList<>();
    ClassFileTransformer watcher =
        new ClassFileTransformer() {
          @Override
          public byte[] transform(
              ClassLoader loader,
              String name,
              Class<?> type,
              ProtectionDomain domain,
              byte[] code) {
            if (loader == targets && name.endsWith("/Worker")) {
              seen.add(code.clone());
            }
            return null;
          }
        };
    Object worker = targets.make("Worker");
    instrument(TARGETS + "Worker#call");
    // After the instrumenter's own, so that it sees what that has made.
    INSTRUMENTATION.addTransformer(watcher, true);
    try {
      instrumenter.instrumentLoadedClasses();
      instrumenter.stop();
      Targets.call(worker, "call", 1);
    } finally {
      INSTRUMENTATION.removeTransformer(watcher);
      instrumenter = null;
    }
    assertThat(seen).hasSize(2);
    assertThat(seen.get(0)).isNotEqualTo(seen.get(1));
    assertThat(new ClassHeader(seen.get(1)).codeLengths())
        .isEqualTo(new ClassHeader(targets.bytes("Worker")).codeLengths());
  }

  @Test
  void patternsAreAddedAndRemovedWhileTheirClassesRun() throws Throwable {
    instrument(TARGETS + "Worker#call(int)", TARGETS + "MapStore#get");
    Object worker = targets.make("Worker");
    Targets.call(worker, "call", 1);
    instrumenter.change(List.of(rule("Worker#flag", "return:true", null)), List.of());
    Targets.call(worker, "flag", true);
    Targets.call(worker, "flag", false);
    assertThat(counts()).isEqualTo(Map.of("call", ok(1), "flag", List.of(1L, 1L)));
    RetransformationResult applied =
        instrumenter.change(
            List.of(), List.of(TARGETS + "Worker#flag", TARGETS + "Worker#call(int)"));
    assertThat(applied.text())
        .matches("2 methods given back in \\d+ class(es)?, [\\d.]+ (us|ms|s)");
    Targets.call(worker, "flag", true);
    Targets.call(worker, "call", 1);
    assertThat(counts()).isEqualTo(Map.of("call", ok(1), "flag", List.of(1L, 1L)));
    assertThat(instrumenter.report().patterns()).hasSize(1);
    instrumenter.change(List.of(rule("Worker#flag", "return:true", null)), List.of());
    Targets.call(worker, "flag", false);
    assertThat(counts()).isEqualTo(Map.of("call", ok(1), "flag", List.of(1L, 2L)));
    assertThat(report(1).methods()).hasSize(1);
  }

  @Test
  void aMethodThatAnEarlierPatternHadGoesToTheNextOne() throws Throwable {
    instrument("first=" + TARGETS + "Worker#call(int)", "second=" + TARGETS + "Worker#call");
    Object worker = targets.make("Worker");
    Targets.call(worker, "call", 1);
    assertThat(report(1).failed()).hasSize(1);
    instrumenter.change(List.of(), List.of("first=" + TARGETS + "Worker#call(int)"));
    Targets.call(worker, "call", 1);
    assertThat(counts()).isEqualTo(Map.of("first", ok(1), "second", ok(1)));
    assertThat(report(0).failed()).isEmpty();
  }

  @Test
  void aWrongChangeNamesWhatIsWrongAndChangesNothing() throws Throwable {
    instrument(TARGETS + "Worker#call");
    OperationSpec good = rule("Worker#flag", null, null);
    assertThatThrownBy(
            () -> instrumenter.change(List.of(good, rule("Worker", null, null)), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Worker' names no method");
    assertThatThrownBy(() -> instrumenter.change(List.of(good), List.of("none#such")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none#such")
        .hasMessageContaining(TARGETS + "Worker#call");
    assertThatThrownBy(
            () -> instrumenter.change(List.of(rule("Worker#call", "return:1", null)), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is already there");
    assertThat(instrumenter.change(List.of(rule("Worker#call", null, null)), List.of()).isNothing())
        .isTrue();
    assertThat(instrumenter.report().patterns()).hasSize(1);
    instrumenter.stop();
    assertThatThrownBy(() -> instrumenter.change(List.of(good), List.of()))
        .isInstanceOf(IllegalStateException.class);
    instrumenter = null;
  }

  @Test
  void aLoaderThatHidesTheProbeIsListedAndItsClassesWork() throws Throwable {
    instrument(TARGETS + "Worker#call");
    Object worker = new Targets("org.benchmonitor.bootstrap.").make("Worker");
    assertThat(Targets.call(worker, "call", 1)).isEqualTo(2);
    assertThat(counts()).isEmpty();
    assertThat(report(0).failed()).singleElement().asString().contains("hides the probe");
  }

  @Test
  void aPatternWithoutAMatchNamesWhatIsNear() throws Throwable {
    instrument(TARGETS + "Wroker#call", TARGETS + "Worker#cal");
    targets.make("Worker");
    assertThat(report(0).nearNames()).first().isEqualTo(TARGETS + "Worker");
    assertThat(report(1).nearNames()).first().isEqualTo(TARGETS + "Worker#call");
  }

  @Test
  void aPatternThatMakesNoSenseIsLeftOut() throws Throwable {
    instrument("nonsense", TARGETS + "Worker#call");
    Targets.call(targets.make("Worker"), "call", 1);
    assertThat(instrumenter.report().patterns()).hasSize(1);
    assertThat(counts()).isEqualTo(Map.of("call", ok(1)));
  }
}
