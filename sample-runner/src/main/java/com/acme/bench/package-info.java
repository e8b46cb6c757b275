/**
 * A CRUD benchmark on an embedded H2 database: {@link com.acme.bench.DocumentStore} holds the
 * operations, everything else chooses, paces, measures and reports them.
 */
package com.acme.bench;
