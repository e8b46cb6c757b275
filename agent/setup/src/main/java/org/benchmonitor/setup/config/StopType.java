package org.benchmonitor.setup.config;

import org.jspecify.annotations.Nullable;

final class StopType implements ValueType<StopWay> {
  private static final int LONGEST = 1000;

  @Override
  public @Nullable StopWay parse(String text) {
    if (text.equals("exit")) {
      return new StopWay(StopWay.Kind.EXIT, "");
    }
    if (text.equals("interrupt")) {
      return new StopWay(StopWay.Kind.INTERRUPT, "");
    }
    int hash = text.indexOf('#');
    boolean isMethod =
        hash > 0
            && hash < text.length() - 1
            && hash == text.lastIndexOf('#')
            && text.length() <= LONGEST;
    return isMethod ? new StopWay(StopWay.Kind.METHOD, text) : null;
  }

  @Override
  public String allowed() {
    return "exit, interrupt or a method such as com.acme.Runner#shutdown";
  }
}
