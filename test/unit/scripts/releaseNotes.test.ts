import assert from 'node:assert/strict';
import { test } from 'node:test';
import { releaseNotes } from '../../../scripts/package/releaseNotes.ts';

const CHANGELOG = `# Changelog

## [Unreleased]

## [0.2.0] - 2026-12-01

### Added

- Albums.

## [0.10.0] - 2026-11-01

## [0.1.0] - 2026-10-01

- First.
`;

for (const [tag, version, expected] of [
  ['v0.2.0', '0.2.0', '### Added\n\n- Albums.\n'],
  ['v0.1.0', '0.1.0', '- First.\n'],
  ['v0.3.0', '0.2.0', 'The tag is v0.3.0, but package.json says 0.2.0.'],
  ['0.2.0', '0.2.0', 'The tag is 0.2.0, but package.json says 0.2.0.'],
  ['v0.4.0', '0.4.0', 'CHANGELOG.md has no section "## [0.4.0] - <date>".'],
  ['v0.10.0', '0.10.0', 'The section of 0.10.0 in CHANGELOG.md is empty.'],
] as const)
  test(`the tag ${tag} at version ${version} gives: ${expected.trim().split('\n')[0] ?? ''}`, () => {
    assert.equal(
      outcome(() => releaseNotes({ tag, version, changelog: CHANGELOG })),
      expected,
    );
  });

function outcome(work: () => string): string {
  try {
    return work();
  } catch (error) {
    return (error as Error).message;
  }
}
