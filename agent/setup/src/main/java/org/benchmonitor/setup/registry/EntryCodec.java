package org.benchmonitor.setup.registry;

import java.util.Optional;
import org.benchmonitor.run.export.Json;
import org.benchmonitor.run.export.JsonLine;
import org.benchmonitor.setup.config.Secret;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** An entry as one JSON object; written while the host starts, so without a tree. */
final class EntryCodec {
  private EntryCodec() {}

  static byte[] write(RegistryEntry entry) {
    return new JsonLine()
        .put("pid", entry.pid())
        .put("started", entry.process().started())
        .put("start_ticks", entry.process().ticks())
        .put("scope", entry.process().scope())
        .put("url", entry.url())
        .put("token", entry.token().text())
        .put("token_given", entry.isTokenGiven())
        .put("main_class", entry.mainClass())
        .put("java_version", entry.javaVersion())
        .put("version", entry.version())
        .bytes();
  }

  /** Empty if it is not what {@link #write} makes. */
  static Optional<RegistryEntry> read(byte[] bytes) {
    try {
      JsonNode node = Json.read(bytes);
      String url = node.path("url").asString("");
      String token = node.path("token").asString("");
      if (!node.path("pid").canConvertToLong() || !isWeb(url) || token.isEmpty()) {
        return Optional.empty();
      }
      return Optional.of(
          new RegistryEntry(
              new ProcessIdentity(
                  node.path("pid").asLong(),
                  node.path("started").asString(""),
                  node.path("start_ticks").asLong(-1),
                  node.path("scope").asString("")),
              url,
              new Secret(token),
              node.path("token_given").asBoolean(false),
              node.path("main_class").asString(""),
              node.path("java_version").asString(""),
              node.path("version").asString("")));
    } catch (JacksonException damaged) {
      return Optional.empty();
    }
  }

  private static boolean isWeb(String url) {
    return url.startsWith("http://") || url.startsWith("https://");
  }
}
