package org.benchmonitor.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoomTest {
  private static final long MB = 1 << 20;
  private static final Room.Used LITTLE = new Room.Used(MB, MB, 0);

  private static String lackUnder(String... options) {
    return Room.of(List.of(options), 512 * MB, LITTLE).lack();
  }

  @Test
  void mostProgramsHaveRoom() {
    assertThat(lackUnder()).isNull();
    assertThat(lackUnder("-Xmx512m", "-XX:MaxMetaspaceSize=32m", "-Dx=MaxMetaspaceSize")).isNull();
    assertThat(Room.isMetaspaceLimited(List.of("-Xmx512m", "-Dx=MaxMetaspaceSize=1m"))).isFalse();
  }

  @Test
  void whatIsInUseIsNotLeft() {
    assertThat(Room.of(List.of(), 20 * MB, new Room.Used(8 * MB, 0, 0)).lack()).isNull();
    assertThat(Room.of(List.of(), 20 * MB, new Room.Used(8 * MB + 1, 0, 0)).lack())
        .isEqualTo("11 MB of heap are left, the monitor needs 12");
    assertThat(
            Room.of(List.of("-XX:MaxMetaspaceSize=64m"), 64 * MB, new Room.Used(0, 50 * MB, 0))
                .lack())
        .isEqualTo("14 MB of metaspace are left, the monitor needs 24");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-XX:MaxMetaspaceSize=24m",
        "MaxMetaspaceSize=24M",
        "-XX:MaxMetaspaceSize=24576k",
        "-XX:MaxMetaspaceSize=25165824",
        "-XX:MaxMetaspaceSize=0x1800000"
      })
  void aLimitIsReadAsTheJvmReadsIt(String option) {
    assertThat(Room.isMetaspaceLimited(List.of(option))).isTrue();
    assertThat(lackUnder(option)).isEqualTo("23 MB of metaspace are left, the monitor needs 24");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1g", "4t", "99999999999t", "many", ""})
  void aLimitThatIsLargeOrUnreadableIsNone(String size) {
    assertThat(lackUnder("-XX:MaxMetaspaceSize=" + size)).isNull();
  }

  @Test
  void theClassSpaceHasALimitOfItsOwn() {
    assertThat(lackUnder("-XX:CompressedClassSpaceSize=3m"))
        .isEqualTo("3 MB of compressed class space are left, the monitor needs 4");
  }

  @Test
  void theLastOptionCounts() {
    assertThat(lackUnder("-XX:MaxMetaspaceSize=8m", "-XX:MaxMetaspaceSize=64m")).isNull();
    assertThat(lackUnder("-XX:MaxMetaspaceSize=64m", "-XX:MaxMetaspaceSize=8m")).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "-XX:+UseEpsilonGC, true",
    "+UseEpsilonGC, true",
    "-XX:-UseEpsilonGC, false",
    "-XX:+UseSerialGC, false"
  })
  void aCollectorThatNeverCollectsIsALack(String option, boolean lacking) {
    assertThat(lackUnder(option) != null).isEqualTo(lacking);
    if (lacking) {
      assertThat(lackUnder(option)).contains("never collects");
    }
  }

  @Test
  void moreInUseThanThereIsLeavesNothing() {
    assertThat(Room.of(List.of(), MB, new Room.Used(2 * MB, 0, 0)).lack()).startsWith("0 MB");
  }
}
