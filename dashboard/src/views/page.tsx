import type { Retrying } from '../api/live';
import { refused } from '../api/token';
import type { Board } from '../charts/board';
import type { Sessions } from '../store/sessions';
import { RangeBanner } from './banner';
import { Ended } from './ended';
import { Header } from './header';
import { NothingMatched } from './nothing-matched';
import { AllOperations } from './operations';
import { Overview } from './overview';
import { OtherRecordBanner, RecordChooser } from './records';
import { EndedRunBanner, NotShown, Replaced, SessionChooser } from './sessions';
import { System } from './system';
import { TabBody, Tabs } from './tabs';
import { BrokenCard } from './thresholds';
import { TokenForm } from './token';
import { Warnings } from './warnings';

/** The whole page. */
export function Page({
  board,
  live,
  sessions,
}: {
  board: Board;
  live: Retrying;
  sessions: Sessions;
}) {
  const { run, view } = board;
  return (
    <>
      <div class="top">
        <Header run={run} live={live}>
          <SessionChooser sessions={sessions} run={run} view={view} />
          <RecordChooser run={run} view={view} />
        </Header>
        <EndedRunBanner sessions={sessions} run={run} view={view} />
        <OtherRecordBanner run={run} view={view} />
        <RangeBanner run={run} view={view} />
      </div>
      <main>
        <TokenForm live={live} />
        <NothingMatched run={run} />
        <NotShown sessions={sessions} />
        <Replaced sessions={sessions} run={run} view={view} />
        <Warnings run={run} />
        <BrokenCard run={run} view={view} />
        <Ended run={run} />
        <Waiting board={board} />
        {run.session.value && (
          <>
            <Tabs run={run} view={view} />
            <TabBody run={run} view={view}>
              <Overview board={board} />
              <AllOperations run={run} view={view} />
            </TabBody>
          </>
        )}
      </main>
      <Foot board={board} />
    </>
  );
}

/** Before there is anything to show. */
function Waiting({ board: { run } }: { board: Board }) {
  if (refused.value !== null || run.status.value) return null;
  return <p class="loading">Waiting for the monitor…</p>;
}

function Foot({ board: { run } }: { board: Board }) {
  const system = run.system.value;
  const status = run.status.value;
  return system && status ? (
    <System system={system} status={status} coarse={run.timeline.coarse} />
  ) : null;
}
