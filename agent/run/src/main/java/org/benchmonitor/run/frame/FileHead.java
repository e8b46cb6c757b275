package org.benchmonitor.run.frame;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who writes a record, from its first bytes. Loads no class of Jackson, as reading the header does.
 *
 * @param started tells the process from later ones of its number, empty if unknown
 */
public record FileHead(long pid, String started) {
  private static final int MOST = 4096;

  /** No text in JSON can contain these: its quotes would have backslashes before them. */
  private static final Pattern WRITER =
      Pattern.compile("\"pid\":([0-9]{1,18}),\"started\":\"([^\"\\\\]*)\"");

  private static final String BEGIN = "{\"format\":\"" + HeaderText.FORMAT + "\",";

  /**
   * Reads the first bytes of a file.
   *
   * @return empty if it is no record
   * @throws IOException if they cannot be read
   */
  public static Optional<FileHead> of(SeekableByteChannel file) throws IOException {
    ByteBuffer head = Marking.bytes(file, 0, MOST);
    if (head.remaining() < FrameBuffer.HEAD || head.get(FrameBuffer.HEAD - 1) != FrameType.HEADER) {
      return Optional.empty();
    }
    head.position(FrameBuffer.HEAD);
    String text = StandardCharsets.ISO_8859_1.decode(head).toString();
    Matcher writer = WRITER.matcher(text);
    return text.startsWith(BEGIN) && writer.find()
        ? Optional.of(new FileHead(Long.parseLong(writer.group(1)), writer.group(2)))
        : Optional.empty();
  }
}
