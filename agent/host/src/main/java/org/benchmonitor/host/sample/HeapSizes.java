package org.benchmonitor.host.sample;

import org.jspecify.annotations.Nullable;

/** Estimates of what objects take, by the layout that HotSpot gives them; stateless. */
final class HeapSizes {
  private static final int STRING = 24 + 16 + 4;
  private static final int LATIN = 0xFF;

  private HeapSizes() {}

  /** The bytes of a text: one for each character, or two if any is beyond Latin-1. */
  static long of(@Nullable String text) {
    if (text == null) {
      return 0;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > LATIN) {
        return STRING + 2L * text.length();
      }
    }
    return STRING + (long) text.length();
  }
}
