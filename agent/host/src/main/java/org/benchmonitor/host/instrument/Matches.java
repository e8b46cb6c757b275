package org.benchmonitor.host.instrument;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.benchmonitor.bootstrap.Correction;
import org.benchmonitor.bootstrap.OperationTable;
import org.benchmonitor.bootstrap.RecordingSites;
import org.benchmonitor.bootstrap.ResultRule;
import org.benchmonitor.bootstrap.Site;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.setup.config.OperationSpec;
import org.benchmonitor.setup.pattern.OperationPattern;
import org.benchmonitor.setup.pattern.PairPattern;
import org.benchmonitor.setup.pattern.ValuePath;
import org.jspecify.annotations.Nullable;

/**
 * What one pattern has matched and what it could not match; any thread, a short lock once per
 * class.
 *
 * <p>Bounded: beyond {@link #MOST} entries of a kind nothing more is listed.
 */
final class Matches {
  private static final int MOST = 1_000;
  private static final String END = "end=";

  private final OperationSpec spec;
  private final OperationPattern pattern;
  private final @Nullable ResultRule rule;
  private final @Nullable RecordingSites trial;
  private final @Nullable Correction correction;
  private final @Nullable PairPart part;
  private final List<Matches> ends = new ArrayList<>();

  /** Set before anybody else has it. */
  private boolean ofPreset;

  private final Map<String, Map<String, Site>> sitesByClass = new HashMap<>();
  private final Map<String, Matched> matched = new LinkedHashMap<>();
  private final Map<String, InstrumentationReport.Failure> failed = new LinkedHashMap<>();

  private final Set<String> bounding = new HashSet<>();
  private final ClassesByLoader applied = new ClassesByLoader();

  private RecordingSites.@Nullable NameSource names;
  private InstrumentationReport.@Nullable Failure undeclared;
  private List<String> nearMethods = List.of();
  private List<String> nearTypes = List.of();
  private int classesSeen;

  private record Matched(
      String className, String method, Site site, CodeSize size, List<String> notes) {}

  /** The bytes of bytecode of a method before and after it was instrumented. */
  record CodeSize(int before, int after) {}

  private Matches(
      OperationSpec spec,
      OperationPattern pattern,
      @Nullable RecordingSites trial,
      @Nullable PairPart part) {
    this.spec = spec;
    this.pattern = pattern;
    this.trial = trial;
    this.rule = ResultRules.of(pattern.rule());
    this.correction = Corrections.of(pattern.correction());
    this.part = part;
    if (part != null && pattern.extent() instanceof PairPattern pair) {
      for (PairPattern.End end : pair.ends()) {
        ends.add(new Matches(spec, end.method(), trial, part.end(end)));
      }
    }
  }

  /**
   * Understands a pattern; nothing is matched yet.
   *
   * @throws IllegalArgumentException naming the value and what is allowed
   */
  static Matches of(OperationSpec spec) {
    OperationPattern pattern = OperationPattern.parse(spec);
    return new Matches(spec, pattern, null, PairPart.of(pattern));
  }

  /** Understands a pattern of a preset, which names more than any one run of a program uses. */
  static Matches ofPreset(OperationSpec spec) {
    Matches matches = of(spec);
    matches.ofPreset = true;
    matches.ends.forEach(end -> end.ofPreset = true);
    return matches;
  }

  /** The same pattern, which somebody has named by now, whoever it came from. */
  Matches named() {
    ofPreset = false;
    ends.forEach(end -> end.ofPreset = false);
    return this;
  }

  /** The same for a pattern that is only tried, whose methods get sites of their own. */
  static Matches ofTrial(OperationSpec spec, RecordingSites trial) {
    return new Matches(spec, OperationPattern.parse(spec), trial, null);
  }

  /** Whether it is only tried, so that nothing of it is said but in the suggestions. */
  boolean isTried() {
    return trial != null;
  }

  /** Where the methods of the pattern get their sites. */
  RecordingSites sitesOr(RecordingSites ofTheRun) {
    return trial == null ? ofTheRun : trial;
  }

  OperationSpec spec() {
    return spec;
  }

  OperationPattern pattern() {
    return pattern;
  }

  /** What its methods are to operations that are not one call; null for plain operations. */
  @Nullable PairPart part() {
    return part;
  }

  /** Whether its methods end operations, which begin in those of another pattern. */
  boolean isEnd() {
    return part != null && part.role() == PairPart.Role.END;
  }

  /** The patterns of the methods that end its operations; they come and go with it. */
  List<Matches> ends() {
    return ends;
  }

  boolean isOfPreset() {
    return ofPreset;
  }

  /** What a returned value means, or null. */
  @Nullable ResultRule rule() {
    return rule;
  }

  /** By what latencies are corrected for coordinated omission, or null. */
  @Nullable Correction correction() {
    return correction;
  }

  /** The names that all methods of the pattern share, so that the cap is per pattern. */
  synchronized RecordingSites.NameSource names(RecordingSites sites) {
    RecordingSites.NameSource known = names;
    if (known == null) {
      ValuePath namedBy = pattern.namedBy();
      known =
          sites.newNameSource(
              namedBy == null || namedBy.isPlain() ? null : PathReader.of(namedBy)::read);
      names = known;
    }
    return known;
  }

  /** The classes that the pattern has been applied to, whether that made operations or not. */
  ClassesByLoader applied() {
    return applied;
  }

  synchronized void matched(
      String className, String method, Site site, CodeSize size, List<String> notes) {
    sitesByClass.computeIfAbsent(className, key -> new HashMap<>()).put(method, site);
    // It may have failed before, while another pattern had it.
    failed.remove(className + "#" + method);
    failed.remove(className + "#" + null);
    String key = className + "#" + method;
    if (matched.size() < MOST || matched.containsKey(key)) {
      matched.put(key, new Matched(className, method, site, size, notes));
    }
  }

  /** A method of the class bounds a run, which makes it no operation. */
  synchronized void bounding(String className) {
    if (bounding.size() < MOST) {
      bounding.add(className);
    }
  }

  /** What was listed of a class is not so: the JVM did not take its new bytecode. */
  synchronized void unmatched(String className) {
    bounding.remove(className);
    matched.values().removeIf(one -> one.className.equals(className));
  }

  /** The type that the pattern names is there, but declares no such method. */
  synchronized void undeclared(String className, String reason, List<String> near) {
    undeclared = new InstrumentationReport.Failure(className, pattern.methods().toString(), reason);
    nearMethods = near;
  }

  /** What is said of a type that is there without such a method, while nothing is matched. */
  synchronized InstrumentationReport.@Nullable Failure undeclared() {
    return isEmpty() ? undeclared : null;
  }

  /**
   * Whether somebody should be told that nothing is matched: of a preset's pattern only where its
   * type is there.
   */
  synchronized boolean isAmiss() {
    return isEmpty() && (!ofPreset || undeclared != null);
  }

  /** The classes that have sites, also those of its ends. */
  synchronized Set<String> classNames() {
    Set<String> names = new HashSet<>(sitesByClass.keySet());
    ends.forEach(end -> names.addAll(end.classNames()));
    return names;
  }

  /** Its sites, also those of its ends. */
  synchronized List<Site> sites() {
    List<Site> sites = new ArrayList<>();
    sitesByClass.values().forEach(ofClass -> sites.addAll(ofClass.values()));
    ends.forEach(end -> sites.addAll(end.sites()));
    return sites;
  }

  /** The methods that are operations by this pattern now. */
  synchronized int size() {
    return matched.size();
  }

  /** Another number when more or less is matched or has failed; never 0. */
  synchronized long state() {
    return 1 + matched.size() + (MOST + 1L) * (failed.size() + (undeclared == null ? 0 : 1));
  }

  /** Lists nothing more; the sites stay for when the pattern comes back. */
  synchronized void forgetWhatMatched() {
    matched.clear();
    failed.clear();
    undeclared = null;
    nearMethods = List.of();
    ends.forEach(Matches::forgetWhatMatched);
  }

  synchronized void failed(String className, @Nullable String method, String reason) {
    if (failed.size() < MOST) {
      failed.put(
          className + "#" + method, new InstrumentationReport.Failure(className, method, reason));
    }
  }

  /** The site that the method already has from an earlier instrumentation of its class, or null. */
  synchronized @Nullable Site siteOf(String className, String method) {
    return sitesByClass.getOrDefault(className, Map.of()).get(method);
  }

  synchronized boolean isEmpty() {
    return matched.isEmpty() && bounding.isEmpty();
  }

  /**
   * Works the near names out where they are wanted, and again only when there are a tenth more
   * classes: each time all of them are compared.
   */
  void lookForNearNames(Class<?>[] loaded, OwnClasses own) {
    if (wantsNearNames(loaded.length)) {
      // Without the lock: comparing takes long, and threads that load classes would wait.
      List<String> near = NearNames.of(pattern, loaded, own);
      synchronized (this) {
        nearTypes = near;
      }
    }
  }

  private synchronized boolean wantsNearNames(int classes) {
    boolean wanted = isEmpty() && !ofPreset && nearMethods.isEmpty() && classes > classesSeen * 1.1;
    classesSeen = wanted ? classes : classesSeen;
    return wanted;
  }

  /** With the near names that have been worked out so far, if nothing is matched. */
  synchronized InstrumentationReport.Pattern report() {
    List<InstrumentationReport.Method> methods = new ArrayList<>();
    for (Matched one : matched.values()) {
      methods.add(
          new InstrumentationReport.Method(
              one.className,
              one.method,
              one.site.suppressed(),
              one.site.lost(),
              one.site.withoutCallback(),
              one.site.stagesBeyond(),
              one.site.notAwaited(),
              one.site.ruleFailures(),
              one.size.before,
              one.size.after,
              notes(one),
              one.site.unplanned(),
              one.site.early()));
    }
    List<InstrumentationReport.Failure> failures = new ArrayList<>(failed.values());
    if (methods.isEmpty() && undeclared != null) {
      failures.add(undeclared);
    }
    List<String> near = nearMethods.isEmpty() ? nearTypes : nearMethods;
    return new InstrumentationReport.Pattern(
        isEnd() ? END + pattern.text() : pattern.text(),
        pattern.operationText(),
        List.copyOf(methods),
        List.copyOf(failures),
        methods.isEmpty() ? near : List.of(),
        correction == null ? null : correction.text());
  }

  /** What is known of the method, and what its calls have shown since. */
  private List<String> notes(Matched one) {
    String ofCallbacks = one.site.callbackNote();
    List<String> notes = new ArrayList<>(one.notes);
    if (ofCallbacks != null) {
      notes.add(ofCallbacks);
    }
    if (one.site.unnamed() > 0) {
      notes.add(
          one.site.unnamed()
              + " calls are counted as "
              + OperationTable.UNNAMED
              + ", because "
              + pattern.operationText()
              + " gave no name; the first time, "
              + one.site.unnamedReason());
    }
    if (part != null && part.of() != null && part.role() == PairPart.Role.START) {
      notes.addAll(PairNotes.of(part.of()));
    }
    return List.copyOf(notes);
  }
}
