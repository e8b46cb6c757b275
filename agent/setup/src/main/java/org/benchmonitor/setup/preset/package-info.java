/**
 * What is known of runners and client libraries that many use: by which class each is told, and
 * what its operations are.
 *
 * <p>Read in premain while the host waits, so it uses the JDK only, and no lambda or regular
 * expression.
 */
@NullMarked
package org.benchmonitor.setup.preset;

import org.jspecify.annotations.NullMarked;
