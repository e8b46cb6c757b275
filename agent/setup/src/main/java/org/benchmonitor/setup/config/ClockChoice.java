package org.benchmonitor.setup.config;

/** The {@code clock} option. */
public enum ClockChoice {
  /** The fast clock where it is there and sane, else {@code System.nanoTime}. */
  AUTO,
  /** The fast clock where it is there. */
  FAST,
  /** {@code System.nanoTime}. */
  NANOTIME
}
