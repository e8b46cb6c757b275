package org.benchmonitor.host.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoadedClassesTest {
  /** All answers are null, as that of a JVM past its live phase. */
  private static final Instrumentation ENDED =
      (Instrumentation)
          Proxy.newProxyInstance(
              LoadedClassesTest.class.getClassLoader(),
              new Class<?>[] {Instrumentation.class},
              (proxy, method, arguments) -> null);

  @Test
  void aJvmThatIsPastItsLivePhaseHasNone() {
    assertThat(LoadedClasses.of(ENDED)).isEmpty();
    OwnClasses none = new OwnClasses(null, null, Set.of());
    assertThat(new Retransformation(ENDED, none, (type, failure) -> {}).run(type -> true)).isZero();
  }

  @Test
  void aJvmThatRunsHasThisClass() {
    assertThat(LoadedClasses.of(InstrumentedJvm.INSTRUMENTATION)).contains(LoadedClassesTest.class);
  }
}
