package org.benchmonitor.pack;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * The files of the agent's loader in one, so that finding a class costs a search in an array and
 * not one of the JDK's look-ups in a jar of thousands of entries.
 *
 * <p>All numbers are big-endian ints. First come the four bytes {@code BMA2}, the bytes of the
 * whole index, and those of the records that the agent holds in memory, which come first of all
 * records. Then 1025 places: where the rows of the hashes begin whose first ten bits are 0, 1 and
 * so on, and where the last of these ends. Then for each file, ordered by the unsigned hash, a row
 * of five:
 *
 * <ol>
 *   <li>the hash of its name, {@link String#hashCode}
 *   <li>where its record begins, counted from the archive's first byte
 *   <li>the bytes of its record
 *   <li>the bytes of its content
 *   <li>the CRC-32 of its record
 * </ol>
 *
 * <p>A record is the length of the name as a short, the name in UTF-8, and the content, deflated
 * without a header. A class is named as Java names it, with dots and without an ending.
 *
 * @see org.benchmonitor.pack.Pack
 */
public final class Archive {
  private static final int MAGIC = 0x424d4132;
  private static final int HEAD_BYTES = 12;
  private static final int BUCKETS = 1024;
  private static final int SHIFT = 22;
  private static final int ROWS = HEAD_BYTES + 4 * (BUCKETS + 1);
  private static final int ROW_BYTES = 20;

  private Archive() {}

  /** What the index says of a file, and its record. */
  private static final class Row {
    private final int hash;
    private final int place;
    private final byte[] record;
    private final int length;

    Row(int hash, int place, byte[] record, int length) {
      this.hash = hash;
      this.place = place;
      this.record = record;
      this.length = length;
    }
  }

  /**
   * Writes an archive; the same files give the same bytes.
   *
   * @param held whether the agent holds a file of this name in memory
   * @throws IllegalArgumentException for two names of one hash
   */
  public static byte[] write(SortedMap<String, byte[]> files, Predicate<String> held) {
    List<Row> rows = new ArrayList<>();
    Map<Integer, String> hashes = new HashMap<>();
    int indexBytes = ROWS + ROW_BYTES * files.size();
    int place = indexBytes;
    int heldBytes = 0;
    // Then in the order of the names: what is loaded together lies together.
    List<Map.Entry<String, byte[]>> ordered = new ArrayList<>(files.entrySet());
    ordered.sort(Comparator.comparing(file -> !held.test(file.getKey())));
    for (Map.Entry<String, byte[]> file : ordered) {
      String name = file.getKey();
      String other = hashes.put(name.hashCode(), name);
      if (other != null) {
        throw new IllegalArgumentException(name + " has the hash of " + other);
      }
      byte[] record = record(name, file.getValue());
      rows.add(new Row(name.hashCode(), place, record, file.getValue().length));
      place += record.length;
      heldBytes += held.test(name) ? record.length : 0;
    }
    ByteBuffer archive = ByteBuffer.allocate(place);
    archive.putInt(MAGIC).putInt(indexBytes).putInt(heldBytes);
    List<Row> byHash = new ArrayList<>(rows);
    byHash.sort((one, other) -> Integer.compareUnsigned(one.hash, other.hash));
    int next = 0;
    for (int bucket = 0; bucket <= BUCKETS; bucket++) {
      while (next < byHash.size() && byHash.get(next).hash >>> SHIFT < bucket) {
        next++;
      }
      archive.putInt(ROWS + ROW_BYTES * next);
    }
    for (Row row : byHash) {
      archive.putInt(row.hash).putInt(row.place);
      archive.putInt(row.record.length).putInt(row.length).putInt(checksum(row.record));
    }
    rows.forEach(row -> archive.put(row.record));
    return archive.array();
  }

  private static byte[] record(String name, byte[] content) {
    byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
    byte[] packed = deflate(content);
    return ByteBuffer.allocate(2 + nameBytes.length + packed.length)
        .putShort((short) nameBytes.length)
        .put(nameBytes)
        .put(packed)
        .array();
  }

  private static int checksum(byte[] record) {
    CRC32 checksum = new CRC32();
    checksum.update(record);
    return (int) checksum.getValue();
  }

  private static byte[] deflate(byte[] content) {
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    deflater.setInput(content);
    deflater.finish();
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    byte[] part = new byte[8192];
    while (!deflater.finished()) {
      packed.write(part, 0, deflater.deflate(part));
    }
    deflater.end();
    return packed.toByteArray();
  }

  /**
   * Reads all files of an archive.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static SortedMap<String, byte[]> read(byte[] bytes) {
    ByteBuffer archive = ByteBuffer.wrap(bytes);
    if (archive.getInt() != MAGIC) {
      throw new IllegalArgumentException("not an archive");
    }
    int indexBytes = archive.getInt();
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (int row = ROWS; row < indexBytes; row += ROW_BYTES) {
      ByteBuffer record = archive.duplicate().position(archive.getInt(row + 4));
      byte[] name = new byte[record.getShort()];
      record.get(name);
      byte[] packed = new byte[archive.getInt(row + 8) - 2 - name.length];
      record.get(packed);
      files.put(
          new String(name, StandardCharsets.UTF_8), inflate(packed, archive.getInt(row + 12)));
    }
    return files;
  }

  private static byte[] inflate(byte[] packed, int length) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(packed);
      byte[] content = new byte[length];
      if (inflater.inflate(content) != length) {
        throw new IllegalArgumentException("an incomplete file");
      }
      return content;
    } catch (DataFormatException e) {
      throw new IllegalArgumentException(e);
    } finally {
      inflater.end();
    }
  }
}
