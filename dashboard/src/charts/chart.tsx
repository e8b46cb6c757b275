import { useEffect, useRef } from 'preact/hooks';
import { effect } from '@preact/signals';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { Run } from '../store/run';
import type { Column } from '../store/timeline';
import { palette } from './palette';
import { drawEvents } from './events';

export interface Series {
  column: Column;
  label: string;
  fill?: boolean;
}

export interface ChartProps {
  run: Run;
  title: string;
  series: Series[];
  format: (value: number | null | undefined) => string;
  log?: boolean;
  height: number;
}

const dark = matchMedia('(prefers-color-scheme: dark)');

/** One chart of the timeline; all charts share the time axis and the cursor. */
export function Chart(props: ChartProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = host.current!;
    let plot = make(element, props);
    const resize = new ResizeObserver(() =>
      plot.setSize({ width: element.clientWidth, height: props.height }),
    );
    resize.observe(element);
    const stop = effect(() => {
      props.run.version.value;
      plot.setData(data(props));
    });
    const recolor = () => {
      plot.destroy();
      plot = make(element, props);
      plot.setData(data(props));
    };
    dark.addEventListener('change', recolor);
    return () => {
      dark.removeEventListener('change', recolor);
      stop();
      resize.disconnect();
      plot.destroy();
    };
  }, []);
  return <div class="chart" ref={host} role="img" aria-label={props.title} />;
}

function data({ run, series }: ChartProps): uPlot.AlignedData {
  const { timeline } = run;
  return [
    timeline.column('time') as number[],
    ...series.map((one) => timeline.column(one.column)),
  ] as uPlot.AlignedData;
}

function make(element: HTMLElement, props: ChartProps): uPlot {
  const colors = palette(element);
  const axis: uPlot.Axis = {
    stroke: colors.text,
    font: '12px system-ui, sans-serif',
    grid: { stroke: colors.grid, width: 1 },
    ticks: { show: false },
  };
  const options: uPlot.Options = {
    width: element.clientWidth || 600,
    height: props.height,
    cursor: { sync: { key: 'run' }, drag: { x: false, y: false }, points: { size: 6 } },
    legend: { live: true },
    scales: {
      x: { time: true },
      y: props.log
        ? { distr: 3 }
        : { range: (_plot, _min, max) => [0, Math.max(1, (max ?? 1) * 1.1)] },
    },
    axes: [
      { ...axis, space: 80 },
      {
        ...axis,
        size: 74,
        values: (_plot, splits) =>
          splits.map((value) => (value === null ? '' : props.format(value))),
      },
    ],
    series: [
      {
        value: (_plot, at) =>
          at === null || at === undefined ? '–' : new Date(at * 1000).toLocaleTimeString('en-GB'),
        label: 'Time',
      },
      ...props.series.map((one, i): uPlot.Series => {
        const color = colors.series[i % colors.series.length]!;
        return {
          label: one.label,
          stroke: color,
          width: 1.6,
          points: { show: false },
          spanGaps: false,
          value: (_plot, value) => props.format(value),
          ...(one.fill ? { fill: `${color}22` } : {}),
        };
      }),
    ],
    hooks: { draw: [(plot) => drawEvents(plot, props.run.timeline.events, colors)] },
  };
  return new uPlot(options, data(props), element);
}
