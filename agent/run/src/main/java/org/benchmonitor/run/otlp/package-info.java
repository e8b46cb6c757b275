/** Metrics as OTLP, the protocol of OpenTelemetry, in its form of Protocol Buffers. */
@NullMarked
package org.benchmonitor.run.otlp;

import org.jspecify.annotations.NullMarked;
