package org.benchmonitor.host.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.benchmonitor.bootstrap.Recording;
import org.benchmonitor.bootstrap.Site;
import org.benchmonitor.setup.config.OperationSpec;
import org.junit.jupiter.api.Test;

class MatchesTest {
  private static final OwnClasses NONE = new OwnClasses(null, null, Set.of());

  private final Matches matches = Matches.of(OperationSpec.of("com.acme.MatchesTets#run"));

  private static Class<?>[] loaded(int number, Class<?> type) {
    Class<?>[] loaded = new Class<?>[number];
    Arrays.fill(loaded, type);
    return loaded;
  }

  private void look(int number, Class<?> type) {
    matches.lookForNearNames(loaded(number, type), NONE);
  }

  @Test
  void nearNamesAreWorkedOutAgainOnlyWhenThereAreATenthMoreClasses() {
    look(100, HierarchyTest.class);
    assertThat(matches.report().nearNames()).isEmpty();
    look(110, MatchesTest.class);
    assertThat(matches.report().nearNames()).isEmpty();
    look(111, MatchesTest.class);
    assertThat(matches.report().nearNames()).containsExactly(MatchesTest.class.getName());
    look(100, HierarchyTest.class);
    look(120, HierarchyTest.class);
    assertThat(matches.report().nearNames()).containsExactly(MatchesTest.class.getName());
  }

  @Test
  void theMethodsOfTheNamedTypeAreNearerThanAnyType() {
    look(1, MatchesTest.class);
    matches.undeclared("com.acme.A", "it has no method run", List.of("com.acme.A#ran"));
    assertThat(matches.report().nearNames()).containsExactly("com.acme.A#ran");
    assertThat(matches.report().failed()).hasSize(1);
  }

  @Test
  void theStateIsAnotherOneWithEachMethodAndFailure() {
    Recording recording = new Recording(2, 1, 1);
    Matches.CodeSize size = new Matches.CodeSize(1, 2);
    Site site = recording.sites().add("run", null);
    List<Long> states = new ArrayList<>();
    states.add(matches.state());
    matches.matched("com.acme.A", "run()", site, size, List.of());
    states.add(matches.state());
    matches.failed("com.acme.B", null, "no room");
    states.add(matches.state());
    matches.unmatched("com.acme.A");
    states.add(matches.state());
    matches.undeclared("com.acme.A", "it has no method run", List.of());
    states.add(matches.state());
    assertThat(states).doesNotHaveDuplicates();
    assertThat(matches.state()).isEqualTo(states.get(4));
  }

  @Test
  void whatTheJvmDidNotTakeIsNoLongerListedAndComesBackWithItsSite() {
    Recording recording = new Recording(2, 1, 1);
    Matches.CodeSize size = new Matches.CodeSize(1, 2);
    Site site = recording.sites().add("run", null);
    matches.matched("com.acme.A", "run()", site, size, List.of());
    matches.matched("com.acme.B", "run()", recording.sites().add("run", null), size, List.of());
    matches.unmatched("com.acme.A");
    assertThat(matches.size()).isEqualTo(1);
    assertThat(matches.siteOf("com.acme.A", "run()")).isSameAs(site);
  }
}
