package org.benchmonitor.host.instrument;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.setup.pattern.ValuePath;
import org.jspecify.annotations.Nullable;

/**
 * Follows a path from a value, by the host's own fields and public methods. Any thread of the host;
 * throws what they throw.
 */
final class PathReader {
  private final List<Step> steps;

  private PathReader(List<Step> steps) {
    this.steps = steps;
  }

  /** One step; the value is not null. */
  interface Step {
    @Nullable Object from(Object value);
  }

  static PathReader of(ValuePath path) {
    List<Step> steps = new ArrayList<>();
    for (ValuePath.Step step : path.steps()) {
      steps.add(step.isCall() ? new PublicMethod(step.name()) : new ObjectField(step.name()));
    }
    return new PathReader(List.copyOf(steps));
  }

  /** Where the path leads; null as soon as a value on it is. */
  @Nullable Object read(@Nullable Object root) {
    Object value = root;
    for (int i = 0; i < steps.size() && value != null; i++) {
      value = steps.get(i).from(value);
    }
    return value;
  }
}
