/** Serves recorded runs from a process of their own, behind its token. */
@NullMarked
package org.benchmonitor.tool.serve;

import org.jspecify.annotations.NullMarked;
