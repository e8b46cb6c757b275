package org.benchmonitor.setup.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AncestorsTest {
  @Test
  void theNearestJvmAboveAProcessIsFoundThroughOtherPrograms() throws Exception {
    Process shell = new ProcessBuilder("sh", "-c", "sleep 60; true").start();
    try {
      ProcessHandle sleeping = child(shell);
      Lineage below = Ancestors.of(sleeping);
      Lineage here = Lineage.current();
      assertThat(below.self().pid()).isEqualTo(sleeping.pid());
      assertThat(below.jvms()).startsWith(here.self());
      assertThat(below.jvms().subList(1, below.jvms().size())).isEqualTo(here.jvms());
      assertThat(here.keepsReportOf(below)).isTrue();
      assertThat(below.keepsReportOf(here)).isTrue();
    } finally {
      shell.descendants().forEach(ProcessHandle::destroy);
      shell.destroy();
      assertThat(shell.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static ProcessHandle child(Process shell) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (System.nanoTime() < deadline) {
      var child = shell.children().findFirst();
      if (child.isPresent()) {
        return child.get();
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("the shell started nothing");
  }

  @Test
  void aJvmIsToldByItsLauncher() {
    assertThat(Ancestors.isLauncher("/usr/lib/jvm/17/bin/java")).isTrue();
    assertThat(Ancestors.isLauncher("C:\\jdk\\bin\\java.exe")).isTrue();
    assertThat(Ancestors.isLauncher("/usr/bin/javac")).isFalse();
    assertThat(Ancestors.isLauncher("/usr/bin/bash")).isFalse();
  }
}
