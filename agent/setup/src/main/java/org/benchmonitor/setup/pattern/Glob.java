package org.benchmonitor.setup.pattern;

/**
 * A name in which {@code *} stands for any characters but a dot and {@code **} for any; immutable.
 *
 * <p>It is matched against every class that the host loads, so it is no regular expression. The
 * time grows with the length of the name, however many stars there are, because all ways to match
 * are followed at once.
 */
public final class Glob {
  private final String pattern;
  private final int firstStar;
  private final int afterLastStar;

  public Glob(String pattern) {
    this.pattern = pattern;
    this.firstStar = pattern.indexOf('*');
    this.afterLastStar = pattern.lastIndexOf('*') + 1;
  }

  public boolean isLiteral() {
    return firstStar < 0;
  }

  /** Whether the whole of the text is such a name. */
  public boolean matches(String text) {
    if (isLiteral()) {
      return pattern.equals(text);
    }
    // Nearly every class is refused here already.
    int behind = pattern.length() - afterLastStar;
    return text.length() >= firstStar + behind
        && text.regionMatches(0, pattern, 0, firstStar)
        && text.regionMatches(text.length() - behind, pattern, afterLastStar, behind)
        && matchesBetween(text, text.length() - behind);
  }

  /** The stars and what is between them, against the text from the first star's place on. */
  private boolean matchesBetween(String text, int end) {
    int length = afterLastStar - firstStar;
    boolean[] reached = new boolean[length + 1];
    reached[0] = true;
    passStars(reached);
    for (int t = firstStar; t < end; t++) {
      char c = text.charAt(t);
      boolean any = false;
      for (int p = length; p >= 0; p--) {
        boolean stays = p < length && reached[p] && isStar(p) && (c != '.' || isOverDots(p));
        boolean comes = p > 0 && reached[p - 1] && !isStar(p - 1) && at(p - 1) == c;
        reached[p] = stays || comes;
        any |= reached[p];
      }
      if (!any) {
        return false;
      }
      passStars(reached);
    }
    return reached[length];
  }

  /** A star may stand for nothing. */
  private void passStars(boolean[] reached) {
    for (int p = 0; p + 1 < reached.length; p++) {
      reached[p + 1] |= reached[p] && isStar(p);
    }
  }

  private char at(int p) {
    return pattern.charAt(firstStar + p);
  }

  private boolean isStar(int p) {
    return at(p) == '*';
  }

  /** Either star of a double one; that each may stand for any is the same as that both may. */
  private boolean isOverDots(int p) {
    return pattern.startsWith("**", firstStar + p)
        || (p > 0 && pattern.startsWith("**", firstStar + p - 1));
  }

  @Override
  public String toString() {
    return pattern;
  }
}
