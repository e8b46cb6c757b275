/**
 * The entry of monitor.jar, the only classes that lie open in it: premain, agentmain and main.
 *
 * <p>They are on the host's class path, so they are few, use the JDK alone, and bring everything
 * else into loaders of its own.
 */
@NullMarked
package org.benchmonitor.agent;

import org.jspecify.annotations.NullMarked;
