/**
 * The options, from agent arguments to one immutable {@link
 * org.benchmonitor.setup.config.AgentConfig}.
 *
 * <p>Runs in premain while the host waits: on the path without problems it uses the JDK only, no
 * lambda, no regular expression, no {@code String.format} and no string concatenation by {@code +},
 * each of which loads dozens of classes in a young JVM.
 */
@NullMarked
package org.benchmonitor.setup.config;

import org.jspecify.annotations.NullMarked;
