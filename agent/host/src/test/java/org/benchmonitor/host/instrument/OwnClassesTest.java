package org.benchmonitor.host.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.security.cert.Certificate;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnClassesTest {
  private static final String BOOT = "org/benchmonitor/bootstrap/Probe";

  private final ClassLoader core = new Named("monitor");
  private final CodeSource source = OwnClassesTest.class.getProtectionDomain().getCodeSource();
  private final OwnClasses own = new OwnClasses(core, source, Set.of(BOOT));

  /** A loader that calls itself what the agent's is called, and itself equal to any. */
  private static final class Named extends ClassLoader {
    Named(String name) {
      super(name, null);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ClassLoader;
    }

    @Override
    public int hashCode() {
      return 0;
    }
  }

  private static ProtectionDomain domain(CodeSource source) {
    return new ProtectionDomain(source, null);
  }

  @Test
  void aLoaderOfTheHostMayBearTheNameOfTheAgents() {
    assertThat(own.contains(core, "any/Class", null)).isTrue();
    assertThat(own.contains(new Named("monitor"), "any/Class", null)).isFalse();
  }

  @Test
  void aClassOfTheHostMayBearTheNameOfABootClass() {
    assertThat(own.contains(null, BOOT, null)).isTrue();
    assertThat(own.contains(null, "org/benchmonitor/bootstrap/OfTheHost", null)).isFalse();
    assertThat(own.contains(new Named("app"), BOOT, null)).isFalse();
  }

  @Test
  void theEntryIsToldByWhereItComesFromNotByAnEqualPlace() {
    ClassLoader app = new Named("app");
    CodeSource equal = new CodeSource(source.getLocation(), (Certificate[]) null);
    assertThat(own.contains(app, "any/Class", domain(source))).isTrue();
    assertThat(equal).isEqualTo(source);
    assertThat(own.contains(app, "any/Class", domain(equal))).isFalse();
    assertThat(own.contains(app, "any/Class", domain(null))).isFalse();
    assertThat(own.contains(app, "any/Class", null)).isFalse();
  }

  @Test
  void loadedClassesAreToldAlike() {
    assertThat(own.contains(OwnClassesTest.class)).as("it comes from the entry's place").isTrue();
    assertThat(own.contains(String.class)).isFalse();
    assertThat(own.contains(Test.class)).isFalse();
  }
}
