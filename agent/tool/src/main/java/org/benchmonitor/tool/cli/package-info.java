/** The command line of monitor.jar; the only package that sees picocli. */
@NullMarked
package org.benchmonitor.tool.cli;

import org.jspecify.annotations.NullMarked;
