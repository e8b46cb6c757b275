/** Pushes the metrics of a host to a collector of OpenTelemetry. */
@NullMarked
package org.benchmonitor.host.otlp;

import org.jspecify.annotations.NullMarked;
