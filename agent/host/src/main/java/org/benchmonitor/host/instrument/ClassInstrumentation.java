package org.benchmonitor.host.instrument;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.asm.AsmVisitorWrapper.ForDeclaredMethods.MethodVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.pool.TypePool;
import org.benchmonitor.bootstrap.Correction;
import org.benchmonitor.bootstrap.InstrumentedMethod;
import org.benchmonitor.bootstrap.RecordingSites;
import org.benchmonitor.bootstrap.Site;
import org.benchmonitor.setup.config.OperationSpec;
import org.benchmonitor.setup.log.AgentLog;
import org.benchmonitor.setup.pattern.OperationPattern;
import org.benchmonitor.setup.pattern.TypePattern;
import org.jspecify.annotations.Nullable;

/**
 * The instrumentation of one class; one thread.
 *
 * <p>Types that the class refers to may be absent. Only a method that needs an absent type is left
 * out, with the reason.
 */
final class ClassInstrumentation {
  private static final String CONSTRUCTOR =
      "constructors cannot be operations: one that throws cannot be timed; name a factory method";
  private static final String ABSTRACT =
      "abstract: only methods with a body are instrumented; use Type+ for its implementors";
  private static final String NATIVE = "native methods have no bytecode";

  // HotSpot's HugeMethodLimit: it never compiles a longer method.
  private static final int LONGEST_COMPILED = 8_000;
  // The Java Virtual Machine Specification, 4.7.3.
  private static final int LONGEST_ALLOWED = 65_535;
  // More than any advice adds; a test holds that.
  static final int MOST_ADDED = 160;

  private final RecordingSites sites;
  private final List<Matches> operations;
  private final @Nullable Matches session;
  private final AgentLog log;

  /** A method that gets advice; without a site where it bounds a run. */
  private record Instrumented(
      Matches matches,
      MethodDescription.InDefinedShape method,
      @Nullable Site site,
      MethodVisitorWrapper advice)
      implements AdvisedClass.Decorated {}

  ClassInstrumentation(
      RecordingSites sites, List<Matches> operations, @Nullable Matches session, AgentLog log) {
    this.log = log;
    this.sites = sites;
    this.operations = operations;
    this.session = session;
  }

  /** Goes the whole way once, with a class of our own. */
  static void warmUp() {
    String name = WarmUp.class.getName();
    ClassLoader own = ClassInstrumentation.class.getClassLoader();
    byte[] bytes;
    try {
      bytes = OwnClassFiles.of(name);
    } catch (IOException unreadable) {
      return;
    }
    Matches matches =
        Matches.of(OperationSpec.of(name + "#" + WarmUp.NOTHING).with("async", "off"));
    AdvisedClass advised = AdvisedClass.of(own, name, bytes);
    List<Instrumented> instrumented = new ArrayList<>();
    for (MethodDescription.InDefinedShape method :
        new MatchingMethods(advised.type(), bytes).of(matches.pattern())) {
      instrumented.add(new Instrumented(matches, method, null, AdviceChoice.plain(0)));
    }
    advised.with(instrumented);
  }

  /** Never called; only instrumented. */
  private static final class WarmUp {
    static final String NOTHING = "nothing";

    private WarmUp() {}

    @SuppressWarnings("UnusedMethod") // its bytecode is what is wanted
    static int nothing(int value) {
      return value;
    }
  }

  byte @Nullable [] instrument(@Nullable ClassLoader loader, String className, byte[] bytes) {
    AdvisedClass advised = AdvisedClass.of(loader, className, bytes);
    ClassHeader header = new ClassHeader(bytes);
    List<Instrumented> instrumented =
        choose(new MatchingMethods(advised.type(), bytes), loader, header);
    if (instrumented.isEmpty()) {
      return null;
    }
    byte[] result;
    try {
      result = advised.with(instrumented);
    } catch (RuntimeException | LinkageError | AssertionError ofOneMethod) {
      instrumented =
          advised.possible(
              instrumented, (one, failure) -> failed(one.matches, one.method, failure));
      if (instrumented.isEmpty()) {
        return null;
      }
      result = advised.with(instrumented);
    }
    report(instrumented, header, new ClassHeader(result).codeLengths());
    return result;
  }

  private void report(
      List<Instrumented> instrumented, ClassHeader header, Map<String, Integer> after) {
    Map<String, Integer> before = header.codeLengths();
    for (Instrumented one : instrumented) {
      String key = AdvisedClass.key(one.method);
      if (one.site == null) {
        one.matches.bounding(className(one.method));
      } else {
        LaterResult later = LaterResult.of(one.matches.pattern(), one.method, header);
        one.matches.matched(
            className(one.method),
            Signature.of(one.method),
            one.site,
            new Matches.CodeSize(before.getOrDefault(key, 0), after.getOrDefault(key, 0)),
            MethodNotes.of(one.matches.pattern(), one.method, later));
        if (later != null && later.certain() && !one.matches.isTried()) {
          log.warn(className(one.method) + "#" + Signature.of(one.method) + ": " + later.note());
        }
      }
    }
  }

  private static void failed(
      Matches matches, MethodDescription.InDefinedShape method, Throwable failure) {
    String reason =
        failure instanceof TypePool.Resolution.NoSuchTypeException absent
            ? "it needs " + absent.getName() + ", and there is no class file of that"
            : "not instrumented: " + failure;
    failed(matches, method, reason);
  }

  private static void failed(
      Matches matches, MethodDescription.InDefinedShape method, String reason) {
    matches.failed(className(method), Signature.of(method), reason);
  }

  private static String className(MethodDescription.InDefinedShape method) {
    return method.getDeclaringType().asErasure().getName();
  }

  /**
   * Why instrumenting a method of this length would keep it from being run or compiled, or null.
   */
  private static @Nullable String tooLong(int length) {
    String own = "its " + length + " bytes of bytecode would, once instrumented, exceed the ";
    if (length <= LONGEST_COMPILED && length + MOST_ADDED > LONGEST_COMPILED) {
      return own
          + LONGEST_COMPILED
          + " that HotSpot compiles; name a method that it calls, or that calls it";
    }
    return length + MOST_ADDED > LONGEST_ALLOWED
        ? own + LONGEST_ALLOWED + " that a method may have; name a method that calls it"
        : null;
  }

  private List<Instrumented> choose(
      MatchingMethods meant, @Nullable ClassLoader loader, ClassHeader header) {
    List<Instrumented> instrumented = new ArrayList<>();
    Map<String, Integer> lengths = header.codeLengths();
    if (session != null) {
      for (MethodDescription.InDefinedShape method : meant(meant, session, loader, header)) {
        if (hasBody(session, method)) {
          instrumented.add(new Instrumented(session, method, null, AdviceChoice.sessionMethod()));
        }
      }
    }
    Set<MethodDescription> taken = new HashSet<>();
    for (Matches matches : operations) {
      for (MethodDescription.InDefinedShape method : meant(meant, matches, loader, header)) {
        if (hasBody(matches, method)) {
          if (matches.isEnd() || taken.add(method)) {
            int length = lengths.getOrDefault(AdvisedClass.key(method), 0);
            choose(matches, method, length, header, instrumented);
          } else {
            failed(matches, method, "an earlier pattern already matches it");
          }
        }
      }
    }
    return instrumented;
  }

  private void choose(
      Matches matches,
      MethodDescription.InDefinedShape method,
      int length,
      ClassHeader header,
      List<Instrumented> instrumented) {
    try {
      PairPart part = matches.part();
      String problem = AdviceChoice.problem(matches.pattern(), method);
      problem = problem == null && part != null ? part.problem(method) : problem;
      boolean goesOn =
          (part != null || matches.pattern().awaitsReturned())
              && SuspendingFunction.is(method)
              && SuspendingFunction.goesOn(method, header);
      problem = problem == null && goesOn ? ofSeveralCalls(matches.pattern(), part) : problem;
      problem = problem == null ? tooLong(length + added(instrumented, method)) : problem;
      if (problem != null) {
        failed(matches, method, problem);
        return;
      }
      Site site = site(matches, method, header);
      instrumented.add(
          new Instrumented(
              matches,
              method,
              site,
              part == null
                  ? AdviceChoice.operation(matches.pattern(), method, goesOn, site.id())
                  : AdviceChoice.pair(matches.pattern(), part, method, goesOn, site.id())));
    } catch (RuntimeException | LinkageError failure) {
      failed(matches, method, failure);
    }
  }

  /** Why a pattern does not fit a suspending function of several calls, or null. */
  private static @Nullable String ofSeveralCalls(
      OperationPattern pattern, @Nullable PairPart part) {
    return part != null && part.needsReturn()
        ? "it is a suspending function of several calls, and what its first one returns is not its"
            + " result, which the rules ask for"
        : AdviceChoice.unplannable(pattern);
  }

  /** The most bytes that a method has got already: it may begin and end operations. */
  private static int added(
      List<Instrumented> instrumented, MethodDescription.InDefinedShape method) {
    int added = 0;
    for (Instrumented one : instrumented) {
      added += one.method.equals(method) ? MOST_ADDED : 0;
    }
    return added;
  }

  /**
   * Whether the pattern names this very type, so that there is something to say of it. A wildcard
   * with {@code +} is meant for what is below the type.
   */
  private static boolean isNamed(String className, OperationPattern pattern) {
    TypePattern.Kind kind = pattern.type().kind();
    return (kind == TypePattern.Kind.EXACT
            || (kind == TypePattern.Kind.SUBTYPES && pattern.methods().isLiteral()))
        && pattern.type().name().equals(className);
  }

  /** Where a type that is named has none, it is said what there is. */
  private static List<MethodDescription.InDefinedShape> meant(
      MatchingMethods all, Matches matches, @Nullable ClassLoader loader, ClassHeader header) {
    List<MethodDescription.InDefinedShape> methods = all.of(matches.pattern());
    if (methods.isEmpty() && isNamed(all.className(), matches.pattern())) {
      sayWhatThereIs(matches, loader, all.className(), header);
    }
    return methods;
  }

  private static void sayWhatThereIs(
      Matches matches, @Nullable ClassLoader loader, String className, ClassHeader header) {
    OperationPattern pattern = matches.pattern();
    matches.undeclared(
        className,
        new UnmatchedReason(pattern, loader).reason(header),
        NearNames.ofMethods(pattern.methods().toString(), className, header.methods()));
  }

  /** A class that is instrumented again, by a retransformation, keeps its sites. */
  private Site site(Matches matches, MethodDescription.InDefinedShape method, ClassHeader header) {
    Site known = matches.siteOf(className(method), Signature.of(method));
    if (known != null) {
      return known;
    }
    OperationPattern pattern = matches.pattern();
    RecordingSites counting = matches.sitesOr(sites);
    InstrumentedMethod where =
        new InstrumentedMethod(
            className(method), method.getName(), CallbackScan.of(pattern, method, header));
    Site site = site(matches, counting, method, where);
    Correction correction = matches.correction();
    if (correction != null) {
      counting.correct(site, correction);
    }
    return site;
  }

  private static Site site(
      Matches matches,
      RecordingSites counting,
      MethodDescription.InDefinedShape method,
      InstrumentedMethod where) {
    OperationPattern pattern = matches.pattern();
    RecordingSites.NameSource names = pattern.namedBy() != null ? matches.names(counting) : null;
    String name = pattern.name() != null ? pattern.name() : method.getName();
    PairPart part = matches.part();
    if (part != null) {
      boolean isNamed = names == null && !matches.isEnd();
      return counting.addPair(isNamed ? name : null, names, part.site(method), where);
    }
    return names == null
        ? counting.add(name, matches.rule(), where)
        : counting.addNamed(names, matches.rule(), where);
  }

  /** Whether there is something to instrument; lists what has none. */
  private static boolean hasBody(Matches matches, MethodDescription.InDefinedShape method) {
    String problem =
        method.isConstructor()
            ? CONSTRUCTOR
            : method.isAbstract() ? ABSTRACT : method.isNative() ? NATIVE : null;
    if (problem != null) {
      failed(matches, method, problem);
    }
    return problem == null;
  }
}
