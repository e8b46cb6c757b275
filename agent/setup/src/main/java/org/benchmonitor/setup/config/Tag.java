package org.benchmonitor.setup.config;

/** What a user says of a run, such as the version of what is measured. */
public record Tag(String key, String value) {
  /**
   * Reads {@code key:value}, as the option takes it.
   *
   * @throws IllegalArgumentException naming the text and what is allowed
   */
  public static Tag of(String text) {
    TagType type = new TagType();
    Tag tag = type.parse(text);
    if (tag == null) {
      throw new IllegalArgumentException("a tag is '" + text + "', allowed is " + type.allowed());
    }
    return tag;
  }
}
