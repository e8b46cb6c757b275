package org.benchmonitor.host.suggest;

import java.util.ArrayList;
import java.util.List;

/**
 * What of one stack may be an operation: the host's methods, and the ways from them into libraries.
 *
 * @param methods the outermost first; neighbours differ
 * @param hasBody whether the first one is what the thread was made for: it is called once
 */
record StackPath(List<MethodName> methods, boolean hasBody) {
  private static final String MAIN = "main";

  /**
   * Reads a stack.
   *
   * @param frames the innermost first
   * @param isWhole whether they reach to the thread's start
   */
  static StackPath of(List<StackTraceElement> frames, boolean isWhole, FrameRules rules) {
    List<MethodName> methods = new ArrayList<>();
    boolean hasBody = isWhole;
    String library = "";
    for (int i = frames.size() - 1; i >= 0; i--) {
      StackTraceElement frame = frames.get(i);
      FrameRules.Kind kind = rules.kind(frame);
      if (kind == FrameRules.Kind.LEAF) {
        break;
      }
      String ofLibrary = kind == FrameRules.Kind.LIBRARY ? FrameRules.library(frame) : "";
      // A library that the host has not called is only what carries the host.
      boolean isWayIn = !methods.isEmpty() && !ofLibrary.equals(library);
      if (kind == FrameRules.Kind.HOST || (kind == FrameRules.Kind.LIBRARY && isWayIn)) {
        addUnlessLast(methods, new MethodName(frame.getClassName(), frame.getMethodName()));
        library = ofLibrary;
      } else if (methods.isEmpty()) {
        hasBody &= FrameRules.isThreadStart(frame);
        FrameRules.benchmark(frame).ifPresent(benchmark -> addUnlessLast(methods, benchmark));
      }
    }
    boolean isMain = !methods.isEmpty() && methods.get(0).method().equals(MAIN);
    return new StackPath(List.copyOf(methods), !methods.isEmpty() && (hasBody || isMain));
  }

  private static void addUnlessLast(List<MethodName> methods, MethodName method) {
    if (methods.isEmpty() || !methods.get(methods.size() - 1).equals(method)) {
      methods.add(method);
    }
  }
}
