package org.benchmonitor.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;

class WarmUpTest extends InstalledRecording {
  WarmUpTest() {
    super(2);
  }

  private static final String HERE = Probe.class.getPackageName();

  /** The hot path's classes once more, as a JVM has them that has just begun. */
  private static final class Fresh extends URLClassLoader {
    Fresh() {
      super(
          new URL[] {Probe.class.getProtectionDomain().getCodeSource().getLocation()},
          ClassLoader.getPlatformClassLoader());
    }

    boolean hasLoaded(String name) {
      return findLoadedClass(HERE + "." + name) != null;
    }

    Class<?> type(String name) throws ClassNotFoundException {
      return loadClass(HERE + "." + name);
    }
  }

  /** A host of which no class matches must not wait for what only an operation needs. */
  @Test
  void theFirstSiteTakesThePathsAndNotTheStart() throws ReflectiveOperationException, IOException {
    try (Fresh fresh = new Fresh()) {
      Class<?> recordings = fresh.type("Recording");
      Object recording = recordings.getMethod("forThisMachine", int.class).invoke(null, 3);

      fresh.type("Probe").getMethod("install", recordings).invoke(null, recording);

      assertThat(fresh.hasLoaded("Clock")).as("at the start").isFalse();

      Object sites = recordings.getMethod("sites").invoke(recording);
      sites
          .getClass()
          .getMethod("add", String.class, fresh.type("ResultRule"))
          .invoke(sites, "work", null);

      assertThat(fresh.hasLoaded("Clock")).as("with the first site").isTrue();
      assertThat(fresh.hasLoaded("AsyncOperation")).as("with the first site").isTrue();
    }
  }

  /** As where the first class that matches is loaded at the end of a thread's stack. */
  @Test
  void whatHadNoRoomIsDoneOnceMoreByTheAgent() {
    recording.sites().add("work", null);
    WarmUp.withoutRoom = true;
    recording.sites().add("more work", null);
    assertThat(WarmUp.withoutRoom).as("a thread of the host's has operations").isTrue();

    Probe.warmUp();

    assertThat(WarmUp.withoutRoom).isFalse();
  }
}
