/**
 * The entry of monitor.jar: premain, agentmain and main. These are its only ordinary class files.
 *
 * <p>They are on the host's class path. Therefore they are few, use only the JDK, and load
 * everything else into other class loaders.
 */
@NullMarked
package org.benchmonitor.agent;

import org.jspecify.annotations.NullMarked;
