import { gzipSync, strToU8 } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import frames from '../../../agent/run/src/test/resources/report/run.txt?raw';
import golden from '../../../agent/run/src/test/resources/report/answers.json?raw';
import { golden as goldenFile } from '../../test/golden';
import { load } from './load';
import type { Told } from './answers';

const { documents } = JSON.parse(golden) as { documents: Told };
const BYTES = Uint8Array.from(atob(frames.replaceAll('\n', '')), (one) => one.charCodeAt(0));

function put(id: string, bytes: Uint8Array): void {
  const block = document.createElement('script');
  block.type = 'application/octet-stream;base64';
  block.id = id;
  block.textContent = btoa(String.fromCharCode(...gzipSync(bytes)));
  document.body.append(block);
}

const alerts = () => goldenFile('alerts');

afterEach(() => document.body.replaceChildren());

describe('a report', () => {
  it('has its run in two blocks, and nothing to control', () => {
    const running = { ...documents.status, control: { pause: true, resume: false, stop: true } };
    put('documents', strToU8(JSON.stringify({ ...documents, status: running })));
    put('frames', BYTES);
    expect(load(document).answer('status', {})).toEqual({
      ...documents.status,
      control: { pause: false, resume: false, stop: false },
    });
  });

  it('has its judgement, which is empty without thresholds', () => {
    put('documents', strToU8(JSON.stringify({ ...documents, alerts: alerts() })));
    put('frames', BYTES);
    expect(load(document).answer('alerts', {})).toEqual(alerts());
    document.body.replaceChildren();
    put('documents', strToU8(JSON.stringify(documents)));
    put('frames', BYTES);
    const none = { thresholds: [], active: [], past: [] };
    expect(load(document).answer('alerts', {})).toEqual(none);
  });

  it('says what is wrong with it', () => {
    expect(() => load(document)).toThrow('there is no block of documents');
    put('documents', strToU8(JSON.stringify(documents)));
    const header = new DataView(BYTES.buffer).getUint32(0) + 9;
    put('frames', BYTES.subarray(0, header));
    expect(() => load(document)).toThrow('no interval lies in it');
  });
});
