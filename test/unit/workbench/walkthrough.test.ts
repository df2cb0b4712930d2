import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { repository } from '../../../scripts/tools/repository.ts';
import { ENGLISH_MANIFEST } from '../../../src/settings/englishManifest.ts';
import { CLIENT_WALKTHROUGH, COMMANDS, START_WALKTHROUGH } from '../../../src/workbench/ids.ts';

interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly markdown?: string; readonly svg?: string; readonly altText?: string };
  readonly completionEvents?: readonly string[];
}

const walkthroughs: readonly { readonly id: string; readonly steps: readonly Step[] }[] =
  ENGLISH_MANIFEST.contributes.walkthroughs;
const start = walkthroughs.find(({ id }) => START_WALKTHROUGH.endsWith(`#${id}`));
const drawings = start?.steps.flatMap(({ media }) => media.svg ?? []) ?? [];
/** All pictures together, in bytes: they are part of the package. */
const ROOM = 250_000;

describe('The walkthroughs', () => {
  test('are those that the code opens, of at most five steps', () => {
    const ids = walkthroughs.map(({ id }) => `album-sync.album-sync#${id}`);
    assert.deepEqual(ids, [START_WALKTHROUGH, CLIENT_WALKTHROUGH]);
    for (const { steps } of walkthroughs) assert.ok(steps.length >= 3 && steps.length <= 5);
  });

  test('lead only to commands that exist', () => {
    const steps = walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    const named = steps.flatMap(({ description, completionEvents = [] }) => [
      ...[...description.matchAll(/\(command:(albumSync\.\w+)\)/g)].map(([, command]) => command),
      ...completionEvents.flatMap((event) => /^onCommand:(.*)$/.exec(event)?.[1] ?? []),
    ]);
    const known: readonly (string | undefined)[] = Object.values(COMMANDS);
    assert.ok(named.length > 0);
    assert.deepEqual(
      named.filter((command) => !known.includes(command)),
      [],
    );
  });

  test('that get somebody started have a picture at every step, which is told in words too', () => {
    for (const { id, media } of start?.steps ?? []) assert.ok(media.svg && media.altText, id);
    const size = drawings.reduce((sum, drawing) => sum + statSync(join(repository, drawing)).size, 0);
    assert.ok(size > 0 && size < ROOM, String(size));
  });

  test('have pictures in the colours of the theme, without words and without anything from elsewhere', () => {
    for (const drawing of drawings) {
      const svg = readFileSync(join(repository, drawing), 'utf8');
      assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/, drawing);
      assert.doesNotMatch(
        svg,
        /<(text|script|image|style|foreignObject)|href|(fill|stroke)="(?!none|var\(--vscode-)/,
        drawing,
      );
    }
  });
});
