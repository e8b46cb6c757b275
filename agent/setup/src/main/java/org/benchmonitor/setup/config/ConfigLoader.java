package org.benchmonitor.setup.config;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.benchmonitor.run.threshold.Threshold;
import org.benchmonitor.run.threshold.Threshold.Action;
import org.jspecify.annotations.Nullable;

/** Reads the sources, strongest first; the strongest source that has an option decides it. */
final class ConfigLoader {
  private final YamlReader yaml;
  private final Problems problems = new Problems();
  private final List<Source> strongestFirst = new ArrayList<>();
  private final Values values = new Values();

  ConfigLoader(YamlReader yaml) {
    this.yaml = yaml;
  }

  ConfigResult load(
      @Nullable String agentArgs, Map<String, String> properties, Map<String, String> environment) {
    try {
      Source arguments = new Source("agent arguments", problems);
      ArgumentParser.parse(agentArgs == null ? "" : agentArgs, arguments);
      strongestFirst.add(arguments);
      strongestFirst.add(PrefixedSource.properties(properties, problems));
      strongestFirst.add(PrefixedSource.environment(environment, problems));
      take(Options.CONFIG);
      addFile();
      for (Option<?> option : Options.all()) {
        if (option.isRepeatable()) {
          takeAll(option);
        } else if (!option.equals(Options.CONFIG)) {
          take(option);
        }
      }
      checkTogether();
      return new ConfigResult(AgentConfig.of(values, operations()), problems.list());
    } catch (RuntimeException | LinkageError | StackOverflowError defect) {
      // The host starts whatever happens here.
      problems.add("agent", "all", "", "the defaults are used, because of " + defect);
      return new ConfigResult(AgentConfig.defaults(), problems.list());
    }
  }

  private <T> void take(Option<T> option) {
    for (Source source : strongestFirst) {
      String text = source.value(option);
      if (text != null) {
        T value = option.type().parse(text);
        if (value == null) {
          problems.bad(source.name(), option, text);
        } else {
          values.put(option, value);
        }
        return;
      }
    }
  }

  private <T> void takeAll(Option<T> option) {
    for (Source source : strongestFirst) {
      List<String> texts = source.values(option);
      if (!texts.isEmpty()) {
        List<T> all = new ArrayList<>();
        for (String text : texts) {
          T value = option.type().parse(text);
          if (value == null) {
            problems.bad(source.name(), option, text);
          } else {
            all.add(value);
          }
        }
        values.putAll(option, all);
        return;
      }
    }
  }

  private void addFile() {
    Path file = values.find(Options.CONFIG).orElse(null);
    if (file == null) {
      return;
    }
    String name = String.valueOf(file.getFileName());
    try {
      strongestFirst.add(YamlSource.of(name, yaml.read(file), problems));
    } catch (IOException | RuntimeException | LinkageError | StackOverflowError unreadable) {
      String reason =
          unreadable instanceof IOException ? unreadable.getMessage() : unreadable.toString();
      problems.add(
          "file", Options.CONFIG.key(), file.toString(), "cannot be read: " + reason + "; ignored");
    }
  }

  private List<OperationSpec> operations() {
    for (Source source : strongestFirst) {
      if (!source.operations().isEmpty()) {
        return source.operations();
      }
    }
    return List.of();
  }

  private void checkTogether() {
    Secret token = values.find(Options.TOKEN).orElse(null);
    Secret readonly = values.find(Options.TOKEN_READONLY).orElse(null);
    if (token != null && readonly != null && token.text().equals(readonly.text())) {
      values.remove(Options.TOKEN_READONLY);
      problems.add(
          "all sources",
          Options.TOKEN_READONLY.key(),
          "",
          "is the same as token, so it would allow controls; ignored");
    }
    checkReports();
    checkThresholds();
    if (values.find(Options.OTLP).isEmpty() && values.find(Options.OTLP_HEADERS).isPresent()) {
      problems.add(
          "all sources", Options.OTLP_HEADERS.key(), "", "there is no otlp= to send them to");
    }
    Duration duration = values.find(Options.DURATION).orElse(null);
    if (duration != null && duration.isZero()) {
      values.remove(Options.DURATION);
    }
  }

  /** Each threshold has a name of its own, and somebody to tell. */
  private void checkThresholds() {
    List<Threshold> checked = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Threshold threshold : values.all(Options.THRESHOLD)) {
      if (!names.add(threshold.name())) {
        problems.add(
            "all sources",
            Options.THRESHOLD.key(),
            threshold.text(),
            "another one has its name; give it one of its own with name=; ignored");
        continue;
      }
      checked.add(threshold);
      sayWithout(threshold, Action.WEBHOOK, Options.WEBHOOK);
      sayWithout(threshold, Action.CALLBACK, Options.ALERT_CALLBACK);
    }
    values.putAll(Options.THRESHOLD, checked);
  }

  private void sayWithout(Threshold threshold, Action action, Option<?> option) {
    if (threshold.actions().contains(action) && values.find(option).isEmpty()) {
      problems.add(
          "all sources",
          Options.THRESHOLD.key(),
          threshold.text(),
          "there is no " + option.key() + "= for its action " + action.text() + "; it has none");
    }
  }

  /** No report is written twice. */
  private void checkReports() {
    List<ReportTarget> checked = new ArrayList<>();
    for (ReportTarget target : values.all(Options.REPORT)) {
      if (!checked.contains(target)) {
        checked.add(target);
      }
    }
    values.putAll(Options.REPORT, checked);
  }
}
