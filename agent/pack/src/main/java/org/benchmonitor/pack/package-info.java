/**
 * Packs monitor.jar. It runs in the build alone and depends on nothing of the agent.
 *
 * <p>{@link org.benchmonitor.pack.LambdaClasses} turns lambdas into classes, {@link
 * org.benchmonitor.pack.RecordMethods} the methods of records into code, {@link
 * org.benchmonitor.pack.Archive} is the file in which the agent's loader looks for them.
 */
@NullMarked
package org.benchmonitor.pack;

import org.jspecify.annotations.NullMarked;
