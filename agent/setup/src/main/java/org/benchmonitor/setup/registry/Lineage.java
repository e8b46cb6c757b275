package org.benchmonitor.setup.registry;

import java.util.List;

/**
 * A process and the JVMs that it was started under, directly or through other programs.
 *
 * <p>A report keeps the lineage of its writer. So the forks of one build tool are told from a run
 * that is started again.
 *
 * @param scope the boot and the namespaces in which the numbers hold; empty where unknown
 * @param jvms the JVMs among its ancestors, the nearest first
 */
public record Lineage(Member self, String scope, List<Member> jvms) {
  /**
   * One process.
   *
   * @param start tells it from others that had its number; empty where the system does not tell
   */
  public record Member(long pid, String start) {
    // By hand: the generated methods are invokedynamic call sites, which a young JVM takes
    // milliseconds to link.
    boolean isSameAs(Member other) {
      return pid == other.pid && start.equals(other.start);
    }
  }

  /**
   * Whether a report of an earlier writer must stay where this one wants to write: the writer is a
   * sibling under the same JVM, a JVM above this one, a process below this one, or this one itself.
   */
  public boolean keepsReportOf(Lineage earlier) {
    if (!scope.equals(earlier.scope)) {
      return false;
    }
    return isSibling(earlier)
        || self.isSameAs(earlier.self)
        || has(jvms, earlier.self)
        || has(earlier.jvms, self);
  }

  private boolean isSibling(Lineage other) {
    return !jvms.isEmpty() && !other.jvms.isEmpty() && jvms.get(0).isSameAs(other.jvms.get(0));
  }

  private static boolean has(List<Member> members, Member wanted) {
    for (Member member : members) {
      if (member.isSameAs(wanted)) {
        return true;
      }
    }
    return false;
  }

  /** This JVM's; reads what the system says of the processes above it, and starts none. */
  public static Lineage current() {
    return Ancestors.of(ProcessHandle.current());
  }
}
