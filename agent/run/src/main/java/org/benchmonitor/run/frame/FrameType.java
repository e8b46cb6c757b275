package org.benchmonitor.run.frame;

/**
 * The types of frames. A reader skips those that it does not know.
 *
 * <p>18 to 31 are kept for gauges, topics, overflowing pairs and thresholds.
 */
final class FrameType {
  static final int HEADER = 1;
  static final int NAMES = 2;
  static final int INTERVAL = 3;
  static final int RUN = 4;
  static final int ERROR_TYPES = 5;
  static final int ERROR = 6;
  static final int WORKERS = 7;
  static final int MONITOR = 8;
  static final int INSTRUMENTATION = 9;
  static final int LOG = 10;
  static final int FOOTER = 11;
  static final int PHASE = 12;
  static final int TAGS = 16;
  static final int KEPT = 17;

  private FrameType() {}
}
