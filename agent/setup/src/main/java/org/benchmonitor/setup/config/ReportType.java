package org.benchmonitor.setup.config;

import org.jspecify.annotations.Nullable;

/** A file, or a directory with a separator at its end. */
final class ReportType implements ValueType<ReportTarget> {
  private static final PathType PATH = new PathType();

  @Override
  public @Nullable ReportTarget parse(String text) {
    return PATH.parse(text) == null ? null : ReportTarget.of(text);
  }

  @Override
  public String allowed() {
    return PATH.allowed();
  }
}
