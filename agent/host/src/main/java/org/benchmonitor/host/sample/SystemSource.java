package org.benchmonitor.host.sample;

import org.benchmonitor.run.model.SystemFigures;

/** Measures the JVM and the machine; under the sampler's lock. */
@FunctionalInterface
public interface SystemSource {
  /** The figures now; shares are since the last call. */
  SystemFigures read();
}
