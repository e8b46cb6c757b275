/** Instruments the methods that operation patterns match; the only package that sees Byte Buddy. */
@NullMarked
package org.benchmonitor.host.instrument;

import org.jspecify.annotations.NullMarked;
