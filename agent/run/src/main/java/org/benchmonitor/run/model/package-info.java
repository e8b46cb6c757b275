/**
 * The immutable records that the sampler makes and every view reads. They have no behaviour except
 * small derivations.
 */
@NullMarked
package org.benchmonitor.run.model;

import org.jspecify.annotations.NullMarked;
