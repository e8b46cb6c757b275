/** Starts and stops the server, and serves the page's files. */
@NullMarked
package org.benchmonitor.server;

import org.jspecify.annotations.NullMarked;
