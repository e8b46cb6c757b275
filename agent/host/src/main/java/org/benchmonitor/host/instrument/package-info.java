/**
 * Operation patterns and their way into the host's methods; the only package that sees Byte Buddy.
 */
@NullMarked
package org.benchmonitor.host.instrument;

import org.jspecify.annotations.NullMarked;
