package org.benchmonitor.run.frame;

import java.util.ArrayList;
import java.util.List;
import org.benchmonitor.run.model.InstrumentationReport;
import org.benchmonitor.run.model.InstrumentationReport.Failure;
import org.benchmonitor.run.model.InstrumentationReport.Method;
import org.benchmonitor.run.model.InstrumentationReport.Pattern;
import org.benchmonitor.run.model.InstrumentationReport.Preset;
import org.benchmonitor.run.model.InstrumentationReport.PresetState;
import org.jspecify.annotations.Nullable;

/** The frame of what the patterns have matched. Stateless. */
final class InstrumentationFrames {
  /** In the order of their numbers in a file. */
  private static final List<PresetState> STATES =
      List.of(PresetState.TAKEN, PresetState.WITHDRAWN, PresetState.REFUSED);

  private InstrumentationFrames() {}

  static void write(InstrumentationReport report, FrameBuffer out) {
    out.begin(FrameType.INSTRUMENTATION)
        .count(report.suppressed())
        .flag(report.applied())
        .unsigned(report.patterns().size());
    for (Pattern pattern : report.patterns()) {
      out.text(pattern.pattern()).text(pattern.operation());
      out.unsigned(pattern.methods().size());
      for (Method method : pattern.methods()) {
        write(method, out);
      }
      out.unsigned(pattern.failed().size());
      for (Failure failure : pattern.failed()) {
        out.text(failure.className()).textOrNull(failure.method()).text(failure.reason());
      }
      write(pattern.nearNames(), out);
    }
    // Behind all that earlier versions read.
    for (Pattern pattern : report.patterns()) {
      for (Method method : pattern.methods()) {
        out.count(method.notAwaited());
      }
    }
    writeCorrections(report.patterns(), out);
    out.unsigned(report.presets().size());
    for (Preset preset : report.presets()) {
      out.text(preset.name())
          .text(preset.title())
          .flag(preset.isClient())
          .unsigned(STATES.indexOf(preset.state()));
      write(preset.operations(), out);
      write(preset.notes(), out);
      write(preset.reasons(), out);
    }
    out.end();
  }

  /** Behind all else, where a reader of an earlier version leaves it. */
  private static void writeCorrections(List<Pattern> patterns, FrameBuffer out) {
    for (Pattern pattern : patterns) {
      out.textOrNull(pattern.correction());
      for (Method method : pattern.methods()) {
        out.count(method.unplanned()).count(method.early());
      }
    }
  }

  /** Whether there is something new; what is only counted is written once in a while. */
  static boolean isOther(@Nullable InstrumentationReport before, InstrumentationReport now) {
    if (before == null
        || before.applied() != now.applied()
        || !before.presets().equals(now.presets())
        || before.patterns().size() != now.patterns().size()) {
      return true;
    }
    for (int i = 0; i < now.patterns().size(); i++) {
      Pattern one = before.patterns().get(i);
      Pattern other = now.patterns().get(i);
      if (!one.pattern().equals(other.pattern())
          || one.methods().size() != other.methods().size()
          || one.failed().size() != other.failed().size()
          || one.nearNames().size() != other.nearNames().size()) {
        return true;
      }
    }
    return false;
  }

  private static void write(Method method, FrameBuffer out) {
    out.text(method.className())
        .text(method.method())
        .count(method.suppressed())
        .count(method.lost())
        .count(method.withoutCallback())
        .count(method.stagesBeyond())
        .count(method.ruleFailures())
        .count(method.bytecodeBefore())
        .count(method.bytecodeAfter());
    write(method.notes(), out);
  }

  private static void write(List<String> texts, FrameBuffer out) {
    out.unsigned(texts.size());
    for (String text : texts) {
      out.text(text);
    }
  }

  static InstrumentationReport read(FrameInput in) throws BadFrame {
    long suppressed = in.count();
    boolean applied = in.flag();
    List<Pattern> patterns = new ArrayList<>();
    for (int left = in.size(); left > 0; left--) {
      patterns.add(new Pattern(in.text(), in.text(), methods(in), failures(in), texts(in)));
    }
    if (in.hasMore()) {
      for (int i = 0; i < patterns.size(); i++) {
        patterns.set(i, withNotAwaited(patterns.get(i), in));
      }
    }
    if (in.hasMore()) {
      readCorrections(in, patterns);
    }
    return new InstrumentationReport(List.copyOf(patterns), suppressed, applied, presets(in));
  }

  /** None in the records of earlier versions. */
  private static List<Preset> presets(FrameInput in) throws BadFrame {
    List<Preset> presets = new ArrayList<>();
    if (in.hasMore()) {
      for (int left = in.size(); left > 0; left--) {
        presets.add(
            new Preset(
                in.text(), in.text(), in.flag(), state(in), texts(in), texts(in), texts(in)));
      }
    }
    return List.copyOf(presets);
  }

  private static PresetState state(FrameInput in) throws BadFrame {
    int state = in.small();
    if (state >= STATES.size()) {
      throw new BadFrame("a preset has the unknown state " + state);
    }
    return STATES.get(state);
  }

  private static Pattern withNotAwaited(Pattern pattern, FrameInput in) throws BadFrame {
    List<Method> methods = new ArrayList<>();
    for (Method method : pattern.methods()) {
      methods.add(method.withNotAwaited(in.count()));
    }
    return new Pattern(
        pattern.pattern(),
        pattern.operation(),
        List.copyOf(methods),
        pattern.failed(),
        pattern.nearNames());
  }

  private static void readCorrections(FrameInput in, List<Pattern> patterns) throws BadFrame {
    for (int i = 0; i < patterns.size(); i++) {
      Pattern one = patterns.get(i);
      String correction = in.textOrNull();
      List<Method> methods = new ArrayList<>();
      for (Method method : one.methods()) {
        methods.add(method.withPlanned(in.count(), in.count()));
      }
      patterns.set(
          i,
          new Pattern(
              one.pattern(),
              one.operation(),
              List.copyOf(methods),
              one.failed(),
              one.nearNames(),
              correction));
    }
  }

  private static List<Method> methods(FrameInput in) throws BadFrame {
    List<Method> methods = new ArrayList<>();
    for (int left = in.size(); left > 0; left--) {
      methods.add(
          new Method(
              in.text(),
              in.text(),
              in.count(),
              in.count(),
              in.count(),
              in.count(),
              0,
              in.count(),
              in.small(),
              in.small(),
              texts(in)));
    }
    return List.copyOf(methods);
  }

  private static List<Failure> failures(FrameInput in) throws BadFrame {
    List<Failure> failures = new ArrayList<>();
    for (int left = in.size(); left > 0; left--) {
      failures.add(new Failure(in.text(), in.textOrNull(), in.text()));
    }
    return List.copyOf(failures);
  }

  private static List<String> texts(FrameInput in) throws BadFrame {
    List<String> texts = new ArrayList<>();
    for (int left = in.size(); left > 0; left--) {
      texts.add(in.text());
    }
    return List.copyOf(texts);
  }
}
