package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import kotlin.ResultKt;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import kotlin.coroutines.jvm.internal.ContinuationImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Operations that are suspending functions, as Kotlin's compiler makes them. */
class SuspendingTest extends InstalledRecording {
  private final Site site = recording.sites().add("send", null);
  private final Site other = recording.sites().add("other", null);

  /** Those that are suspended, the first one first. */
  private final List<Continuation<Object>> suspended = new ArrayList<>();

  /** What the outermost functions have come to. */
  private final List<Object> results = new ArrayList<>();

  private void assertCounts(int inFlight, int succeeded, int failed) {
    assertThat(recording.reader().asyncInFlight()).as("in flight").isEqualTo(inFlight);
    assertThat(count(site, false)).as("succeeded").isEqualTo(succeeded);
    assertThat(count(site, true)).as("failed").isEqualTo(failed);
  }

  @AfterEach
  void nothingIsSuppressed() {
    assertThat(site.suppressed()).isZero();
  }

  /** What waits for a function. */
  private final class Caller implements Continuation<Object> {
    @Override
    public CoroutineContext getContext() {
      return EmptyCoroutineContext.INSTANCE;
    }

    @Override
    public void resumeWith(Object result) {
      results.add(result);
    }
  }

  /** A function's own object. */
  @SuppressWarnings("serial") // as Kotlin's are, and never written
  private static final class Own extends ContinuationImpl {
    private final SuspendingTest test;
    private final Site site;
    int label;
    private Object result;

    Own(SuspendingTest test, Site site, Continuation<Object> completion) {
      super(completion);
      this.test = test;
      this.site = site;
    }

    @Override
    protected Object invokeSuspend(Object newResult) {
      result = newResult;
      label |= Integer.MIN_VALUE;
      return test.call(site, 0, this);
    }
  }

  /** A function that is suspended several times. */
  private Object call(Site of, int times, Continuation<Object> completion) {
    Object entered = Probe.enterSuspending(of.id(), null, completion);
    try {
      Object returned = function(of, times, completion);
      Probe.exitSuspending(entered, returned, null);
      return returned;
    } catch (Throwable thrown) {
      Probe.exitSuspending(entered, null, thrown);
      throw thrown;
    }
  }

  private Object function(Site of, int times, Continuation<Object> completion) {
    Own own;
    if (completion instanceof Own mine && (mine.label & Integer.MIN_VALUE) != 0) {
      own = mine;
      own.label -= Integer.MIN_VALUE;
      ResultKt.throwOnFailure(own.result);
    } else {
      own = new Own(this, of, completion);
      own.label = times;
    }
    if (own.label == 0) {
      return "done";
    }
    own.label--;
    if (of == site && times == 3) {
      // Another one is called with this one's object, which is not to go on.
      Object returned = call(other, 1, own);
      assertThat(returned).isSameAs(IntrinsicsKt.getCOROUTINE_SUSPENDED());
      return returned;
    }
    suspended.add(own);
    return IntrinsicsKt.getCOROUTINE_SUSPENDED();
  }

  private void goOn(Object result) {
    suspended.remove(0).resumeWith(result);
  }

  @Test
  void aFunctionThatIsNotSuspendedEndsWithItsCall() {
    assertThat(call(site, 0, new Caller())).isEqualTo("done");
    assertCounts(0, 1, 0);
  }

  @Test
  void aFunctionThatIsSuspendedEndsWithItsLastCall() {
    assertThat(call(site, 2, new Caller())).isSameAs(IntrinsicsKt.getCOROUTINE_SUSPENDED());
    call(site, 1, new Caller());
    assertCounts(2, 0, 0);
    goOn("one");
    assertCounts(2, 0, 0);
    goOn("only");
    assertCounts(1, 1, 0);
    goOn("two");
    assertCounts(0, 2, 0);
    assertThat(results).containsExactly("done", "done");
  }

  @Test
  void aFunctionThatFailsWhenItGoesOnIsAFailure() {
    call(site, 1, new Caller());
    goOn(ResultKt.createFailure(new IOException()));
    assertCounts(0, 0, 1);
    assertThat(errors(site).keySet()).containsExactly("java.io.IOException");
  }

  @Test
  void aFunctionThatAnotherOneWaitsForIsAnOperationOfItsOwn() {
    call(site, 3, new Caller());
    assertCounts(2, 0, 0);
    goOn("inner");
    assertThat(count(other, false)).isEqualTo(1);
    assertCounts(1, 0, 0);
    goOn("one");
    goOn("two");
    assertCounts(0, 1, 0);
    assertThat(results).containsExactly("done");
  }

  @Test
  void aFunctionThatGoesOnBeforeItsCallHasReturnedIsCounted() {
    Caller caller = new Caller();
    Object entered = Probe.enterSuspending(site.id(), null, caller);
    Object returned = function(site, 1, caller);
    goOn("on another thread");
    assertThat(count(site, false)).isEqualTo(1);
    Probe.exitSuspending(entered, returned, null);
    assertCounts(0, 1, 0);
  }

  @Test
  void aFunctionThatWasSuspendedBeforeTheRecordingIsNoOperation() {
    Caller caller = new Caller();
    function(site, 1, caller);
    goOn("late");
    assertThat(results).containsExactly("done");
    assertCounts(0, 0, 0);
  }

  @Test
  void onlyTheFirstCallIsAskedForTheName() {
    Site named = recording.sites().addNamed(recording.sites().newNameSource(null), null);
    Caller caller = new Caller();
    Object entered = Probe.enterSuspending(named.id(), "put", caller);
    Probe.exitSuspending(entered, function(named, 1, caller), null);
    assertThat(count("put", false)).isZero();
    Own own = (Own) suspended.remove(0);
    own.label |= Integer.MIN_VALUE;
    Object goingOn = Probe.enterSuspending(named.id(), null, own);
    Probe.exitSuspending(goingOn, "done", null);
    assertThat(count("put", false)).isEqualTo(1);
    assertThat(recording.reader().operations().size()).isEqualTo(3);
    assertThat(recording.reader().asyncInFlight()).isZero();
  }

  @Test
  void aPairBeginsWithTheFirstCallAlone() {
    Caller caller = new Caller();
    assertThat(PairProbe.firstCall(site.id(), caller)).isEqualTo(site.id());
    assertThat(PairProbe.firstCall(site.id(), null)).isEqualTo(site.id());
    Own own = new Own(this, site, caller);
    assertThat(PairProbe.firstCall(site.id(), own)).as("of another").isEqualTo(site.id());
    own.label |= Integer.MIN_VALUE;
    int goingOn = PairProbe.firstCall(site.id(), own);
    assertThat(goingOn).isEqualTo(Sites.NONE);
    assertThat(PairProbe.start(goingOn, null, "key", 0)).isNull();
    assertThat(PairProbe.startOf(goingOn, null, new Object[] {"key"})).isNull();
    assertThat(RecordedProbe.enter(goingOn, null, new Object[] {new long[] {5}})).isNull();
    PairProbe.end(goingOn, "key", 0, null);
    assertCounts(0, 0, 0);
  }
}
