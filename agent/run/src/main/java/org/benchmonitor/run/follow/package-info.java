/** Followers of a run: bounded queues behind the sampler, and the threads that empty them. */
@NullMarked
package org.benchmonitor.run.follow;

import org.jspecify.annotations.NullMarked;
