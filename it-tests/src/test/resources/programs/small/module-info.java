/** Needs nothing but java.base. */
module small {}
