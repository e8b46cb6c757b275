package org.benchmonitor.setup.config;

import java.util.List;

/** Parses operations that are added while the program runs, in the syntax of agent arguments. */
public final class OperationArguments {
  private OperationArguments() {}

  /**
   * Reads operations with their rules, such as {@code op=com.acme.Store#read,ok=return:true}; the
   * {@code op=} may be left out.
   *
   * @throws IllegalArgumentException naming the value and what is wrong with it
   */
  public static List<OperationSpec> parse(String text) {
    Problems problems = new Problems();
    Source source = new Source("add", problems);
    ArgumentParser.parseOperations(text, source);
    if (!problems.list().isEmpty()) {
      throw new IllegalArgumentException(problems.list().get(0).line());
    }
    if (source.operations().isEmpty()) {
      throw new IllegalArgumentException("add has '" + text + "', which names no operation");
    }
    return List.copyOf(source.operations());
  }
}
