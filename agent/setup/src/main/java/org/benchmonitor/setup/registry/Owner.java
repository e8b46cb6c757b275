package org.benchmonitor.setup.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The owner of a file. */
final class Owner {
  private static final Path OWN_PROCESS = Path.of("/proc/self");
  private static final String USER = "unix:uid";

  private Owner() {}

  /** Whether the file itself, not what it may be a link to, belongs to the user of this JVM. */
  static boolean isThisUser(Path file) throws IOException {
    if (Files.exists(OWN_PROCESS)) {
      // By number: a user of a container need not have a name.
      return Files.getAttribute(file, USER, LinkOption.NOFOLLOW_LINKS)
          .equals(Files.getAttribute(OWN_PROCESS, USER));
    }
    return Files.getOwner(file, LinkOption.NOFOLLOW_LINKS)
        .equals(
            file.getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(System.getProperty("user.name", "")));
  }
}
