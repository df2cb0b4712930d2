import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ERROR_CODES } from '../../../src/engine/errors.ts';
import { ACTIONS, DETAILS, EVENTS, OUTCOMES } from '../../../src/engine/model.ts';
import { MODES } from '../../../src/engine/modes.ts';
import { SETTING_NAMES } from '../../../src/settings/schema.ts';
import { ALBUM_VIEW, COMMANDS, CONTEXT, REPORT_PANEL } from '../../../src/workbench/ids.ts';
import { documentation } from './documentation.ts';

const pages = documentation();
const settings = SETTING_NAMES.map((name) => `albumSync.${name}`);
const commands: readonly string[] = Object.values(COMMANDS);

/** Names that stand in some page as code or as a heading, whole. */
function mentioned(pattern: RegExp): ReadonlySet<string> {
  return new Set(pages.flatMap(({ text }) => text.match(pattern) ?? []));
}

test('the documentation mentions every setting, command, error code, event, detail, action, outcome and mode', () => {
  const words = mentioned(/[A-Za-z_]+(?:\.[A-Za-z]+)*/g);
  const vocabulary = [settings, commands, ERROR_CODES, EVENTS, DETAILS, ACTIONS, OUTCOMES, MODES].flat();
  assert.deepEqual(
    vocabulary.filter((word) => !words.has(word)),
    [],
  );
});

test('the documentation mentions no setting, command or error code that does not exist', () => {
  const known: readonly string[] = [...settings, ...commands, ...Object.values(CONTEXT), ALBUM_VIEW, REPORT_PANEL];
  const names = [...mentioned(/\balbumSync(?:\.[A-Za-z]+)+/g)];
  assert.deepEqual(
    names.filter((name) => !known.includes(name)),
    [],
  );
  const codes = [...mentioned(/\bE_[A-Z]+(?:_[A-Z]+)*/g)];
  assert.deepEqual(
    codes.filter((code) => !(ERROR_CODES as readonly string[]).includes(code)),
    [],
  );
});
