package org.benchmonitor.server.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The bodies of answers, whenever they are made. */
public final class Bodies {
  private Bodies() {}

  public static String text(Response response) {
    Content content = response.content();
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try {
      whole.write(response.body());
      if (content != null) {
        content.writeTo(whole);
      }
    } catch (IOException neverInMemory) {
      throw new UncheckedIOException(neverInMemory);
    }
    return whole.toString(StandardCharsets.UTF_8);
  }
}
