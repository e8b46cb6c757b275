package org.benchmonitor.host.counter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.benchmonitor.setup.config.ClockChoice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CounterConditionsTest {
  private static final String SOURCE =
      "sys/devices/system/clocksource/clocksource0/current_clocksource";

  @TempDir private Path root;

  private String vmInfo = "mixed mode, sharing";

  @BeforeEach
  void aMachineWhereTheCounterIsGood() throws IOException {
    put(SOURCE, "tsc\n");
    put(
        "proc/cpuinfo",
        "processor\t: 0\nflags\t\t: fpu tsc constant_tsc rep_good nonstop_tsc tsc\nbugs\t: none\n");
    put("proc/self/status", "Name:\tjava\nSeccomp:\t0\nSeccomp_filters:\t0\n");
  }

  private void put(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private CounterConditions conditions() {
    return new CounterConditions(root + "/", vmInfo);
  }

  private String obstacle(ClockChoice choice) {
    return conditions().obstacle(choice);
  }

  private void assertObstacleOfBoth(String text) {
    assertThat(obstacle(ClockChoice.AUTO)).contains(text);
    assertThat(obstacle(ClockChoice.TSC)).contains(text);
  }

  private void assertObstacleOfAutoOnly(String text) {
    assertThat(obstacle(ClockChoice.AUTO)).contains(text);
    assertThat(obstacle(ClockChoice.TSC)).isNull();
  }

  @Test
  void itIsTakenWhereNothingStandsAgainstIt() {
    assertThat(obstacle(ClockChoice.AUTO)).isNull();
    assertThat(obstacle(ClockChoice.TSC)).isNull();
  }

  @Test
  void theKernelsOwnClockMustBeTheCounter() throws IOException {
    put(SOURCE, "kvm-clock\n");
    assertObstacleOfBoth("not tsc but kvm-clock");
    assertThat(conditions().otherSource()).contains("kvm-clock");
  }

  @Test
  void aKernelThatDoesNotSayIsNotTrusted() throws IOException {
    Files.delete(root.resolve(SOURCE));
    assertObstacleOfBoth("not tsc but unreadable");
    put(SOURCE, "");
    assertObstacleOfBoth("not tsc but unknown");
  }

  @Test
  void aSourceThatCannotBeReadJustNowIsNotAnotherOne() throws IOException {
    assertThat(conditions().otherSource()).isNull();
    Files.delete(root.resolve(SOURCE));
    assertThat(conditions().otherSource()).isNull();
    // A directory opens, but is not read.
    Files.createDirectory(root.resolve(SOURCE));
    assertThat(conditions().otherSource()).isNull();
    Files.delete(root.resolve(SOURCE));
    put(SOURCE, "");
    assertThat(conditions().otherSource()).isNull();
  }

  @Test
  void withoutTheOptimisingCompilerOnlyTheUserMayAskForIt() {
    vmInfo = "interpreted mode, sharing";
    assertObstacleOfAutoOnly("C2: interpreted mode");
    vmInfo = "mixed mode, emulated-client";
    assertObstacleOfAutoOnly("C2: mixed mode, emulated-client");
  }

  @Test
  void aFilterOfThisThreadIsSeen() throws IOException {
    put("proc/thread-self/status", "Seccomp:\t2\n");
    assertObstacleOfAutoOnly("filtered");
    put("proc/self/status", "Seccomp:\t2\n");
    put("proc/thread-self/status", "Seccomp:\t0\n");
    assertThat(obstacle(ClockChoice.AUTO)).isNull();
  }

  @Test
  void bothFlagsOfTheProcessorAreNeededAsWholeWords() throws IOException {
    put("proc/cpuinfo", "flags : tsc nonstop_tsc xconstant_tsc\n");
    assertObstacleOfBoth("constant_tsc");
    put("proc/cpuinfo", "flags : tsc constant_tsc nonstop_tsc_s3\n");
    assertObstacleOfBoth("nonstop_tsc");
  }

  @Test
  void whereCallsAreFilteredOnlyTheUserMayAskForIt() throws IOException {
    put("proc/self/status", "Seccomp:\t2\nSeccomp_filters:\t1\n");
    assertObstacleOfAutoOnly("filtered");
    put("proc/self/status", "Name:\tjava\n");
    assertObstacleOfAutoOnly("filtered: unknown");
  }

  @Test
  void whereSelinuxEnforcesOnlyTheUserMayAskForIt() throws IOException {
    put("sys/fs/selinux/enforce", "1");
    assertObstacleOfAutoOnly("SELinux");
    put("sys/fs/selinux/enforce", "");
    assertObstacleOfAutoOnly("SELinux");
    put("sys/fs/selinux/enforce", "0");
    assertThat(obstacle(ClockChoice.AUTO)).isNull();
  }
}
