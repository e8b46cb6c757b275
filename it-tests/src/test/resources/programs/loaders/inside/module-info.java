/** Reads java.base and nothing else. */
module com.acme.inside {
  exports com.acme.inside;
}
