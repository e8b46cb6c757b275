package org.benchmonitor.host.sample;

import org.benchmonitor.run.model.SystemFigures;

/** Measures the JVM and the machine; sampler only. */
@FunctionalInterface
public interface SystemSource {
  /** The figures now; shares are those since the call before. */
  SystemFigures read();
}
