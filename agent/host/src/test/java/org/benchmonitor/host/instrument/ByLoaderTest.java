package org.benchmonitor.host.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ByLoaderTest {
  private final ByLoader<List<String>> lists =
      new ByLoader<>() {
        @Override
        List<String> fresh() {
          return new ArrayList<>();
        }
      };

  /** Says that it is any other, and cannot be put into a table. */
  private static final class Odd extends ClassLoader {
    @Override
    public boolean equals(Object other) {
      return true;
    }

    @Override
    public int hashCode() {
      throw new IllegalStateException("not to be asked");
    }
  }

  @Test
  void loadersAreToldApartByThemselvesAlone() {
    Odd one = new Odd();
    Odd other = new Odd();
    lists.of(one).add("one");
    lists.of(null).add("boot");
    assertThat(lists.find(one)).containsExactly("one");
    assertThat(lists.find(null)).containsExactly("boot");
    assertThat(lists.find(other)).isNull();
    assertThat(lists.of(other)).isEmpty();
  }
}
