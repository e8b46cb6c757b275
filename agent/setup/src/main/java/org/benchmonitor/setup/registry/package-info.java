/**
 * The directory in which the monitored JVMs of this user note where their pages are, and the
 * opening of a page from it.
 */
@NullMarked
package org.benchmonitor.setup.registry;

import org.jspecify.annotations.NullMarked;
