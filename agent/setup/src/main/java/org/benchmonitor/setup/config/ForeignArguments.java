package org.benchmonitor.setup.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Agent arguments for another JVM, checked before that JVM is touched.
 *
 * @param text the same options as agent arguments, with absolute paths: the other JVM has another
 *     working directory
 * @param config their configuration if the other JVM has no properties and variables of its own
 * @param problems what is wrong with them
 */
public record ForeignArguments(String text, AgentConfig config, List<Problem> problems) {
  /**
   * Understands options as they are written after the jar's name, one or several in each word.
   *
   * @param directory that relative paths are relative to
   */
  public static ForeignArguments of(List<String> words, Path directory) {
    Problems problems = new Problems();
    Source source = new Source("command line", problems);
    ArgumentParser.parse(String.join(",", words), source);
    String text = written(source, directory);
    ConfigResult result = AgentConfig.load(text, Map.of(), Map.of(), new YamlFile());
    List<Problem> all = new ArrayList<>(problems.list());
    all.addAll(result.problems());
    return new ForeignArguments(text, result.config(), List.copyOf(all));
  }

  private static String written(Source source, Path directory) {
    StringBuilder text = new StringBuilder();
    for (Option<?> option : Options.all()) {
      for (String value : source.values(option)) {
        OperationSpec.append(text, option.key(), absolute(option, value, directory));
      }
    }
    for (OperationSpec operation : source.operations()) {
      text.append(text.isEmpty() ? "" : ",").append(operation.text());
    }
    return text.toString();
  }

  private static String absolute(Option<?> option, String value, Path directory) {
    Object parsed = option.type().parse(value);
    if (parsed instanceof ReportTarget target) {
      Path path = absolute(target.path(), directory);
      return new ReportTarget(path, target.isDirectory()).text();
    }
    return parsed instanceof Path path ? absolute(path, directory).toString() : value;
  }

  private static Path absolute(Path path, Path directory) {
    return directory.toAbsolutePath().resolve(path).normalize();
  }
}
