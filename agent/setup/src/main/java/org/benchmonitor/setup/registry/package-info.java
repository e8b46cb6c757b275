/**
 * The directory in which the monitored JVMs of this user register their pages; opens a page from
 * it.
 */
@NullMarked
package org.benchmonitor.setup.registry;

import org.jspecify.annotations.NullMarked;
