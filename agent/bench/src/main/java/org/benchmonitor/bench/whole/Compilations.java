package org.benchmonitor.bench.whole;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the JIT compiles of the agent, as {@code -XX:+PrintCompilation} says. Stateless. */
final class Compilations {
  /** A time, a number, flags, the level of C2, a method, its size. */
  private static final Pattern BY_C2 =
      Pattern.compile(
          "\\s*\\d+\\s+\\d+\\s[ %s!bn*]*\\s4\\s+(\\S+::\\S+)( @ \\d+)? \\(\\d+ bytes\\)");

  private static final Pattern AGENT =
      Pattern.compile(
          "(org\\.benchmonitor\\.(agent|start|host|server|setup|run)|org\\.HdrHistogram"
              + "|fi\\.iki\\.elonen|tools\\.jackson)\\..*"
              // What the sampler runs of the recording's own package.
              + "|org\\.benchmonitor\\.bootstrap\\.(CellCounts|PackedCounts|\\w+::addTo|ErrorTable::drain)"
              + ".*");

  private Compilations() {}

  /** These options of a JVM, and the one that lets it say what it compiles. */
  static List<String> printed(List<String> options) {
    List<String> all = new ArrayList<>(options);
    all.add("-XX:+PrintCompilation");
    return all;
  }

  /** The methods of the agent that C2 has compiled, those of the probe left out. */
  static List<String> byC2(String output) {
    return output
        .lines()
        .flatMap(Compilations::methodOf)
        .filter(method -> AGENT.matcher(method).matches())
        .distinct()
        .toList();
  }

  private static Stream<String> methodOf(String line) {
    Matcher matcher = BY_C2.matcher(line);
    return matcher.matches() ? Stream.of(matcher.group(1)) : Stream.empty();
  }
}
