package org.benchmonitor.server.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.Collections;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.benchmonitor.setup.config.Secret;

/** Reads the user's key store for TLS; stateless. */
final class KeyStores {
  private static final int MOST_SESSIONS = 64;
  private static final long LARGEST = 1 << 20;

  private KeyStores() {}

  /**
   * Makes what the connections are secured with.
   *
   * @throws IOException or GeneralSecurityException whose message is for the user, without the
   *     password
   */
  static SSLContext context(ListenerSettings settings)
      throws IOException, GeneralSecurityException {
    Path file = settings.keyStore().orElseThrow();
    char[] password = settings.password().map(Secret::text).orElse("").toCharArray();
    if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
      throw new IOException("the key store tls=" + file + " is no file of at most 1 MiB");
    }
    try {
      KeyStore store = KeyStore.getInstance(file.toFile(), password);
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      requireKey(store);
      keys.init(store, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      context.getServerSessionContext().setSessionCacheSize(MOST_SESSIONS);
      return context;
    } catch (IOException | GeneralSecurityException | RuntimeException unusable) {
      throw new KeyStoreException(
          "the key store tls=" + file + " cannot be used with tls_password: " + reason(unusable),
          unusable);
    }
  }

  private static void requireKey(KeyStore store) throws KeyStoreException {
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        return;
      }
    }
    throw new KeyStoreException("it holds no private key");
  }

  private static String reason(Exception unusable) {
    String message = unusable.getMessage();
    return message == null ? unusable.getClass().getSimpleName() : message;
  }
}
