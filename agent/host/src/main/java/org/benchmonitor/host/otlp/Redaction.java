package org.benchmonitor.host.otlp;

import java.net.URI;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import org.benchmonitor.setup.config.Secret;
import org.benchmonitor.setup.log.Text;
import org.jspecify.annotations.Nullable;

/**
 * Makes a text that comes from elsewhere fit to be shown: short, in one line, and without the
 * secrets that it may repeat. Immutable.
 *
 * @param secrets the longest first
 */
record Redaction(Set<String> secrets) {
  /** With what marks a cut. */
  private static final int LONGEST = 203;

  /** A shorter text, such as the number of a tenant, is part of many words. */
  private static final int SHORTEST_SECRET = 4;

  private static final String MASK = "***";

  /** That of what is sent: the path and the query of the URL, and each word of the headers. */
  static Redaction of(String url, Collection<Secret> headers) {
    Set<String> secrets =
        new TreeSet<>(
            Comparator.comparingInt(String::length)
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
    URI uri = URI.create(url);
    add(secrets, url);
    add(secrets, uri.getRawPath());
    add(secrets, uri.getPath());
    add(secrets, uri.getRawQuery());
    add(secrets, uri.getQuery());
    for (Secret header : headers) {
      add(secrets, header.text());
      for (String word : header.text().split(" ", -1)) {
        add(secrets, word);
      }
    }
    return new Redaction(secrets);
  }

  private static void add(Set<String> secrets, @Nullable String text) {
    if (text != null && text.length() >= SHORTEST_SECRET) {
      secrets.add(text);
    }
  }

  String of(String foreign) {
    String shown = foreign;
    for (String secret : secrets) {
      shown = shown.replace(secret, MASK);
    }
    return Text.cut(Text.oneLine(shown), LONGEST);
  }
}
