package org.benchmonitor.host.instrument;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.benchmonitor.setup.config.EditDistance;
import org.benchmonitor.setup.pattern.OperationPattern;

/**
 * Finds the names closest to one that matched nothing. It scans all classes, so it runs only on
 * request.
 */
final class NearNames {
  private static final int MOST = 3;
  private static final int FARTHEST = 6;

  private record Candidate(String name, int distance) {}

  private NearNames() {}

  static List<String> of(OperationPattern pattern, Class<?>[] loaded, OwnClasses own) {
    String type = pattern.type().name();
    String wanted = Signature.simpleName(type);
    List<Candidate> candidates = new ArrayList<>();
    for (Class<?> known : loaded) {
      if (known.isArray() || known.isHidden() || isOfNoInterest(known, own)) {
        continue;
      }
      if (known.getName().equals(type)) {
        return List.of(type);
      }
      String name = Signature.simpleName(known.getName());
      if (Math.abs(name.length() - wanted.length()) > FARTHEST) {
        continue;
      }
      int simple = EditDistance.between(wanted, name);
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
    // Neither the JDK's nor the agent's own.
    return type.getClassLoader() == null || JdkClasses.isOfJdk(type) || own.contains(type);
  }

  /** Of the methods that a class has, those whose names are near, with the class's name. */
  static List<String> ofMethods(String wanted, String className, List<ClassHeader.Method> methods) {
    List<Candidate> candidates = new ArrayList<>();
    for (ClassHeader.Method method : methods) {
      if (!method.isSynthetic() && method.name().charAt(0) != '<') {
        int distance = EditDistance.between(wanted, method.name());
        candidates.add(new Candidate(className + "#" + method.name(), distance));
      }
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
}
