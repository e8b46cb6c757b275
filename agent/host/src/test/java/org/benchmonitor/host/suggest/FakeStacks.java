package org.benchmonitor.host.suggest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.benchmonitor.host.sample.StackSource;

/** Threads that do what a test says, on a clock that only looking and resting moves. */
final class FakeStacks implements StackSource, SearchTime {
  private final Map<Long, Long> work = new TreeMap<>();
  private final List<String[]> stacks = new ArrayList<>();
  private long nanos = 1_000;
  private long cost;
  private long costOfLook;
  private int looks;

  FakeStacks thread(long id, long worked) {
    work.put(id, worked);
    return this;
  }

  void end(long id) {
    work.remove(id);
  }

  /** What every thread that works has on its stack. */
  FakeStacks stack(String... outermostFirst) {
    stacks.add(outermostFirst);
    return this;
  }

  FakeStacks costing(long nanosOfLook) {
    costOfLook = nanosOfLook;
    return this;
  }

  int looks() {
    return looks;
  }

  @Override
  public long[] ids() {
    return work.keySet().stream().mapToLong(Long::longValue).toArray();
  }

  @Override
  public long[] work(long[] ids) {
    long[] all = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      all[i] = work.getOrDefault(ids[i], -1L);
    }
    return all;
  }

  @Override
  public long costNanos() {
    return cost;
  }

  @Override
  public List<ThreadStack> own() {
    return List.of();
  }

  @Override
  public List<ThreadStack> stacks(long[] ids, int deepest) {
    looks++;
    cost += costOfLook;
    nanos += costOfLook;
    List<ThreadStack> all = new ArrayList<>();
    for (long id : ids) {
      String[] stack = stacks.get(looks % stacks.size());
      all.add(new ThreadStack(id, "t" + id, Stacks.frames(stack)));
    }
    return all;
  }

  @Override
  public long nanos() {
    return nanos;
  }

  @Override
  public void rest(long longest) {
    nanos += longest;
    work.replaceAll((id, worked) -> worked + 1);
  }
}
