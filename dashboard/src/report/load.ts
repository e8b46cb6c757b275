import { gunzipSync, strFromU8 } from 'fflate';
import { Answers, type Told } from './answers';
import { Damaged } from './bytes';
import { readFrames } from './frames';

/** The bytes of a block of the file: base64, which has no character that ends it. */
function block(document: Document, id: string): Uint8Array {
  const text = document.getElementById(id)?.textContent;
  if (!text) throw new Damaged(`there is no block of ${id}`);
  const packed = atob(text.trim());
  // Of a day it is 80 MB, and an iterator over it would make a text of each byte.
  const bytes = new Uint8Array(packed.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = packed.charCodeAt(i);
  return gunzipSync(bytes);
}

/** Reads the run that a report holds. */
export function load(document: Document): Answers {
  const told = JSON.parse(strFromU8(block(document, 'documents'))) as Told;
  // There is nobody to tell it to, even if the run went on when this was written.
  told.status.control = { pause: false, resume: false, stop: false };
  const run = readFrames(block(document, 'frames'));
  if (run.intervals.length === 0) throw new Damaged('no interval lies in it');
  return new Answers(run, told);
}
