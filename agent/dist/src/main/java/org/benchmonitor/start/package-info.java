/**
 * The first steps inside of the agent's own class loader: boot classes, then the core.
 *
 * <p>These classes call internals of the JDK directly. They are packed beside the core, not beside
 * premain, so that the JDK is opened to the agent's loader alone and never to the host's class
 * path.
 */
@NullMarked
package org.benchmonitor.start;

import org.jspecify.annotations.NullMarked;
