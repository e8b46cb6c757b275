/** The grammar of the operation patterns, without a class to apply them to. */
@NullMarked
package org.benchmonitor.setup.pattern;

import org.jspecify.annotations.NullMarked;
