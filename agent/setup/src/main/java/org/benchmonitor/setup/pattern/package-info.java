/** The grammar of operation patterns; nothing here needs a class to match. */
@NullMarked
package org.benchmonitor.setup.pattern;

import org.jspecify.annotations.NullMarked;
