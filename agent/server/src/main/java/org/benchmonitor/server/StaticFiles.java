package org.benchmonitor.server;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.benchmonitor.server.http.Handler;
import org.benchmonitor.server.http.HttpError;
import org.benchmonitor.server.http.Request;
import org.benchmonitor.server.http.Response;
import org.jspecify.annotations.Nullable;

/**
 * The page: an immutable map from paths to files in the jar, compressed at build time.
 *
 * <p>No other path is served.
 */
final class StaticFiles implements Handler {
  private static final String ROOT = "/dashboard/";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "ico", "image/x-icon",
          "json", "application/json; charset=utf-8",
          "webmanifest", "application/manifest+json");

  private static final class StaticFile {
    private final byte[] bytes;
    private final boolean zipped;
    private final String type;

    private StaticFile(byte[] bytes, boolean zipped, String type) {
      this.bytes = bytes;
      this.zipped = zipped;
      this.type = type;
    }

    /** Unzipped for the few clients that need it: held, it would take 200 KB of the host's heap. */
    private byte[] plain() {
      if (!zipped) {
        return bytes;
      }
      try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        return in.readAllBytes();
      } catch (IOException damaged) {
        throw new UncheckedIOException(damaged);
      }
    }
  }

  private final Map<String, StaticFile> files = new HashMap<>();

  /**
   * Loads all files that the page's index lists; without a page, the agent still serves the API.
   */
  static StaticFiles load() {
    StaticFiles loaded = new StaticFiles();
    byte[] index = read("files.txt");
    if (index != null) {
      for (String path : new String(index, StandardCharsets.UTF_8).split("\n", -1)) {
        if (!path.isBlank()) {
          loaded.add(path.trim());
        }
      }
    }
    return loaded;
  }

  private void add(String path) {
    byte[] zipped = read(path + ".gz");
    byte[] bytes = zipped == null ? read(path) : zipped;
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (bytes != null && type != null) {
      StaticFile file = new StaticFile(bytes, zipped != null, type);
      files.put("/" + path, file);
      if (path.equals("index.html")) {
        files.put("/", file);
      }
    }
  }

  private static byte @Nullable [] read(String path) {
    try (InputStream in = StaticFiles.class.getResourceAsStream(ROOT + path)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException unreadable) {
      return null;
    }
  }

  /** Whether there is a file at this path. */
  boolean has(String path) {
    return files.containsKey(path);
  }

  @Override
  public Response handle(Request request) {
    StaticFile file = files.get(request.path());
    if (file == null) {
      throw new HttpError(
          404,
          "not_found",
          "there is nothing at " + request.path(),
          "GET /api lists every endpoint");
    }
    String accepted = request.headers().getOrDefault("accept-encoding", "");
    boolean zipped = file.zipped && accepted.contains("gzip");
    Response response = Response.of(200, file.type, zipped ? file.bytes : file.plain());
    if (zipped) {
      response = response.with("Content-Encoding", "gzip");
    }
    return response
        .with("Vary", "Accept-Encoding")
        // Names of assets carry a hash of their content.
        .with(
            "Cache-Control",
            request.path().startsWith("/assets/")
                ? "public, max-age=31536000, immutable"
                : "no-cache");
  }
}
