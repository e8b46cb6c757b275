/**
 * The first steps inside the agent's own class loader: define the boot classes, then start the
 * core.
 *
 * <p>These classes call internals of the JDK directly. They are packed beside the core, not beside
 * premain, so that the JDK is opened to the agent's loader only, never to the host's class path.
 */
@NullMarked
package org.benchmonitor.start;

import org.jspecify.annotations.NullMarked;
