package org.benchmonitor.host.suggest;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The methods that were seen on stacks, and which calls which; immutable. */
final class SeenMethods {
  private final Map<MethodName, Candidate> byName = new LinkedHashMap<>();

  SeenMethods(List<Candidate> seen) {
    seen.forEach(candidate -> byName.put(candidate.method(), candidate));
  }

  @Nullable Candidate get(MethodName method) {
    return byName.get(method);
  }

  /** The methods above one, the nearest first. */
  List<MethodName> callers(Candidate candidate) {
    List<MethodName> callers = new ArrayList<>();
    Set<MethodName> met = new HashSet<>(Set.of(candidate.method()));
    MethodName caller = candidate.caller();
    while (caller != null && met.add(caller)) {
      callers.add(caller);
      Candidate next = byName.get(caller);
      caller = next == null ? null : next.caller();
    }
    return callers;
  }
}
