package org.benchmonitor.host.instrument;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.bootstrap.RecordingSites;
import org.benchmonitor.setup.config.OperationSpec;
import org.jspecify.annotations.Nullable;

/**
 * Patterns that were taken away, with their sites: an operation that is still inside of one ends by
 * its rule, and a pattern that comes back takes them again. One thread at a time.
 *
 * <p>Bounded: the sites of the oldest are given up.
 */
final class RetiredPatterns {
  private static final int MOST = 100;

  private final RecordingSites sites;
  private final List<Matches> oldestFirst = new ArrayList<>();

  RetiredPatterns(RecordingSites sites) {
    this.sites = sites;
  }

  @Nullable Matches find(OperationSpec spec) {
    for (Matches matches : oldestFirst) {
      if (matches.spec().equals(spec)) {
        return matches;
      }
    }
    return null;
  }

  void add(Matches matches) {
    sites.retire(matches.sites(), true);
    matches.forgetWhatMatched();
    oldestFirst.add(matches);
    if (oldestFirst.size() > MOST) {
      sites.forget(oldestFirst.remove(0).sites());
    }
  }

  /** Once more, for the sites of classes that were being instrumented meanwhile. */
  void retireAgain(List<Matches> some) {
    for (Matches matches : some) {
      if (oldestFirst.contains(matches)) {
        sites.retire(matches.sites(), true);
        matches.forgetWhatMatched();
      }
    }
  }

  void revive(List<Matches> again) {
    for (Matches matches : again) {
      if (oldestFirst.remove(matches)) {
        sites.retire(matches.sites(), false);
      }
    }
  }
}
