/** Searches the host for methods that may be operations: looks at stacks, then tries the best. */
@NullMarked
package org.benchmonitor.host.suggest;

import org.jspecify.annotations.NullMarked;
