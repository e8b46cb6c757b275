package org.benchmonitor.instrument;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.benchmonitor.config.EditDistance;

/** The names closest to one that matched nothing; only when asked, it looks at all classes. */
final class NearNames {
  private static final int MOST = 3;
  private static final int FARTHEST = 6;

  private record Candidate(String name, int distance) {}

  private NearNames() {}

  static List<String> of(OperationPattern pattern, Class<?>[] loaded, OwnClasses own) {
    String type = pattern.type().name();
    List<Candidate> candidates = new ArrayList<>();
    for (Class<?> known : loaded) {
      if (known.isArray() || known.isHidden() || isOfNoInterest(known, own)) {
        continue;
      }
      if (known.getName().equals(type)) {
        return methods(pattern, known);
      }
      int simple = EditDistance.between(simpleName(type), simpleName(known.getName()));
      if (simple <= FARTHEST) {
        // The simple name decides; the package only between equals.
        candidates.add(
            new Candidate(
                known.getName(), simple * 100 + EditDistance.between(type, known.getName())));
      }
    }
    return nearest(candidates);
  }

  private static boolean isOfNoInterest(Class<?> type, OwnClasses own) {
    ClassLoader loader = type.getClassLoader();
    // Neither the JDK's nor the agent's own.
    return loader == null
        || loader.equals(ClassLoader.getPlatformClassLoader())
        || own.contains(type);
  }

  private static List<String> methods(OperationPattern pattern, Class<?> type) {
    List<Candidate> candidates = new ArrayList<>();
    try {
      for (Method method : type.getDeclaredMethods()) {
        if (!method.isSynthetic()) {
          int distance = EditDistance.between(pattern.methods().toString(), method.getName());
          candidates.add(new Candidate(type.getName() + "#" + method.getName(), distance));
        }
      }
    } catch (LinkageError unresolvable) {
      return List.of(type.getName());
    }
    return nearest(candidates);
  }

  private static List<String> nearest(List<Candidate> candidates) {
    return candidates.stream()
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .map(Candidate::name)
        .distinct()
        .limit(MOST)
        .toList();
  }

  private static String simpleName(String name) {
    return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
  }
}
