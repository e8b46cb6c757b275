/**
 * The options, from agent arguments to one immutable {@link
 * org.benchmonitor.setup.config.AgentConfig}.
 *
 * <p>Runs in premain while the host waits. Where nothing is wrong it uses the JDK only, and no
 * lambda, regular expression, {@code String.format} or string concatenation by {@code +}: each
 * loads dozens of classes in a young JVM.
 */
@NullMarked
package org.benchmonitor.setup.config;

import org.jspecify.annotations.NullMarked;
