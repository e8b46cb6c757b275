package org.benchmonitor.run.compare;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.benchmonitor.run.model.DurationText;
import org.benchmonitor.run.model.HostFacts;
import org.benchmonitor.run.model.RunHeader;

/** What must be alike between runs for a comparison to mean something. Stateless. */
public final class Settings {
  /** Runs may differ in length by no more. */
  private static final double MOST_TIMES = 2;

  private static final int MOST_NAMED = 3;
  private static final int LONGEST = 100;

  /** The tag that names what is measured. */
  static final String VERSION = "version";

  private Settings() {}

  /** What of a run must be alike, by the names of the facts. */
  private static Map<String, String> of(RunHeader header) {
    HostFacts host = header.host();
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("interval", DurationText.of(host.interval().toNanos()));
    settings.put("digits", Integer.toString(header.digits()));
    settings.put("scenario", host.scenario() == null ? "none" : host.scenario());
    settings.put("workers", host.workers() == null ? "not said" : host.workers().toString());
    settings.put("patterns", String.join(", ", new TreeSet<>(header.patterns())));
    new TreeMap<>(header.machine())
        .forEach((name, value) -> settings.put("machine's " + name, value));
    return settings;
  }

  /** What is not alike in runs, one line each. */
  public static List<String> differences(List<MeasuredRun> runs) {
    List<String> differences = new ArrayList<>();
    Map<String, Map<String, List<String>>> bySetting = new LinkedHashMap<>();
    for (MeasuredRun run : runs) {
      of(run.header()).keySet().forEach(name -> bySetting.put(name, new LinkedHashMap<>()));
    }
    bySetting.forEach(
        (name, byValue) -> {
          for (MeasuredRun run : runs) {
            String value = of(run.header()).getOrDefault(name, "not known");
            byValue.computeIfAbsent(value, unused -> new ArrayList<>()).add(run.name());
          }
          if (byValue.size() > 1) {
            differences.add(name + ": " + told(byValue));
          }
        });
    lengths(runs).ifPresent(differences::add);
    return differences;
  }

  private static String told(Map<String, List<String>> byValue) {
    return byValue.entrySet().stream()
        .map(one -> shortened(one.getKey()) + " in " + named(one.getValue()))
        .collect(Collectors.joining("; "));
  }

  private static String shortened(String text) {
    String shown = text.isEmpty() ? "none" : text;
    return shown.length() <= LONGEST ? shown : shown.substring(0, LONGEST) + "...";
  }

  /** Some of many names. */
  static String named(List<String> names) {
    String some = String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size())));
    int more = names.size() - MOST_NAMED;
    return more > 0 ? some + " and " + more + " more" : some;
  }

  private static Optional<String> lengths(List<MeasuredRun> runs) {
    MeasuredRun shortest = runs.get(0);
    MeasuredRun longest = runs.get(0);
    for (MeasuredRun run : runs) {
      shortest = run.nanos() < shortest.nanos() ? run : shortest;
      longest = run.nanos() > longest.nanos() ? run : longest;
    }
    return isAsLong(shortest, longest)
        ? Optional.empty()
        : Optional.of(
            "length: "
                + FigureText.length((double) shortest.nanos())
                + " of "
                + shortest.name()
                + "; "
                + FigureText.length((double) longest.nanos())
                + " of "
                + longest.name());
  }

  private static boolean isAsLong(MeasuredRun shortest, MeasuredRun longest) {
    return longest.nanos() <= MOST_TIMES * shortest.nanos();
  }

  /** The version that all runs have as a tag, empty if one has none or another. */
  public static String version(List<MeasuredRun> runs) {
    List<String> versions =
        runs.stream().map(run -> run.header().tags().getOrDefault(VERSION, "")).distinct().toList();
    return versions.size() == 1 ? versions.get(0) : "";
  }

  /** Whether a recorded run may tell how much runs of the base differ, by its header. */
  public static boolean isHistoryOf(MeasuredRun base, RunHeader other) {
    String version = version(List.of(base));
    return !version.isEmpty()
        && version.equals(other.tags().get(VERSION))
        && of(base.header()).equals(of(other));
  }

  /** Whether two runs are of one scenario; where none is named, of one program. */
  public static boolean areOfOneScenario(RunHeader one, RunHeader other) {
    HostFacts host = one.host();
    return Objects.equals(host.scenario(), other.host().scenario())
        && (host.scenario() != null || host.mainClass().equals(other.host().mainClass()));
  }

  /** Whether a run that has taken so much time in all can be about as long as another. */
  public static boolean mayBeAsLong(MeasuredRun one, Duration elapsed) {
    return one.nanos() <= MOST_TIMES * elapsed.toNanos();
  }

  /** Whether two runs are about as long. */
  public static boolean areAsLong(MeasuredRun one, MeasuredRun other) {
    return one.nanos() <= other.nanos() ? isAsLong(one, other) : isAsLong(other, one);
  }
}
