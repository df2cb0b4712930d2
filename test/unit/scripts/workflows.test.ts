import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { TARGETS } from '../../../scripts/package/targets.ts';
import { repository } from '../../../scripts/tools/repository.ts';

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly uses?: string;
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly env?: Readonly<Record<string, string>>;
  readonly steps?: readonly Step[];
  readonly 'timeout-minutes'?: number;
}

interface Workflow {
  readonly on: Readonly<Record<string, { readonly tags?: readonly string[] } | null>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const manifest = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8')) as {
  readonly publisher: string;
  readonly engines: { readonly vscode: string };
  readonly scripts: Readonly<Record<string, string>>;
};
const texts = new Map(
  globSync('.github/workflows/*.yml', { cwd: repository }).map((file) => [
    file.replaceAll('\\', '/').replace('.github/workflows/', ''),
    readFileSync(join(repository, file), 'utf8'),
  ]),
);
const workflows = new Map([...texts].map(([name, text]) => [name, parse(text) as Workflow]));
const jobs = [...workflows].flatMap(([file, workflow]) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ name: `${file}: ${name}`, job })),
);
const steps = jobs.flatMap(({ name, job }) => (job.steps ?? []).map((step) => ({ name, step })));
const { test: tests, release } = { test: workflows.get('test.yml'), release: workflows.get('release.yml') };
assert.ok(tests && release);

test('the workflows run only npm scripts that exist', () => {
  const commands = steps.flatMap(({ step }) => [...(step.run ?? '').matchAll(/npm (?:run )?([\w:]+)/g)]);
  const names = commands.map(([, name = '']) => name).filter((name) => name !== 'ci');
  assert.ok(names.includes('test') && names.includes('package') && names.includes('release:check'));
  assert.deepEqual(
    names.filter((name) => !(name in manifest.scripts)),
    [],
  );
});

test('every action is pinned by its commit, with the version beside it', () => {
  const uses = [...texts.values()].flatMap((text) =>
    [...text.matchAll(/^.*\buses: *(.*)$/gm)].map(([, use = '']) => use),
  );
  assert.ok(uses.length > 10);
  assert.deepEqual(
    uses.filter(
      (use) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$|^\.\/\.github\/workflows\/\w+\.yml$/.test(use),
    ),
    [],
  );
});

test('a job may do no more than it needs', () => {
  for (const [file, { permissions }] of workflows) assert.deepEqual(permissions, { contents: 'read' }, file);
  const more = jobs.flatMap(({ name, job }) => (job.permissions ? [[name, job.permissions]] : []));
  assert.deepEqual(Object.fromEntries(more), {
    'release.yml: package': { contents: 'read', 'id-token': 'write', attestations: 'write' },
    'release.yml: marketplace': { contents: 'read', 'id-token': 'write' },
    'release.yml: open-vsx': {},
    'release.yml: github-release': { contents: 'write' },
  });
  for (const { name, step } of steps)
    if (step.uses?.startsWith('actions/checkout@')) assert.equal(step.with?.['persist-credentials'], false, name);
  for (const { name, job } of jobs) assert.ok(job.uses !== undefined || job['timeout-minutes'] !== undefined, name);
});

test('no command has a secret or a foreign text in it', () => {
  // What stands in an environment variable is neither printed with the command nor run as a part of it.
  assert.deepEqual(
    steps.filter(({ step: { run = '' } }) => /\$\{\{|\bset -x\b|\becho\b|\bprintenv\b|\benv\b/.test(run)),
    [],
  );
  const secrets = [...texts].flatMap(([file, text]) =>
    [...text.matchAll(/^ *(.*\bsecrets\..*)$/gm)].map(([, line = '']) => `${file}: ${line}`),
  );
  assert.deepEqual(secrets, ['release.yml: OVSX_PAT: ${{ secrets.OVSX_PAT }}']);
});

test('the desktop editor is tried on three systems, the oldest and the newest one', () => {
  const { strategy, env } = tests.jobs['desktop'] ?? {};
  assert.deepEqual(strategy?.matrix, {
    os: ['ubuntu-latest', 'macos-latest', 'windows-latest'],
    editor: [manifest.engines.vscode.replace('^', ''), 'stable'],
  });
  assert.deepEqual(env, { ALBUM_SYNC_DESKTOP: 'only', ALBUM_SYNC_DESKTOP_VERSION: '${{ matrix.editor }}' });
});

test('a release has a VSIX for every kind of computer', () => {
  const names = TARGETS.map(({ name }) => name);
  for (const name of ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64', 'win32-x64', 'win32-arm64'])
    assert.ok(names.includes(name), name);
  const packaging = release.jobs['package']?.steps?.flatMap(({ run }) => run ?? []) ?? [];
  assert.ok(packaging.includes('npm run package'));
});

test('only a tag publishes, and only what was tested', () => {
  assert.deepEqual(release.on, { push: { tags: ['v*'] }, workflow_dispatch: null });
  assert.equal(release.jobs['test']?.uses, './.github/workflows/test.yml');
  const needs = Object.fromEntries(Object.entries(release.jobs).map(([name, job]) => [name, job.needs]));
  assert.deepEqual(needs, {
    test: undefined,
    package: 'test',
    marketplace: 'package',
    'open-vsx': 'package',
    'github-release': ['package', 'marketplace', 'open-vsx'],
  });
  const publishing = Object.values(release.jobs).flatMap((job) =>
    (job.steps ?? []).filter(({ run = '' }) => /\bpublish\b|\bgh release\b/.test(run)).map((step) => job.if ?? step.if),
  );
  assert.deepEqual(publishing, [
    "github.event_name == 'push'",
    "github.event_name == 'push'",
    "github.event_name == 'push'",
  ]);
  const asked = steps.flatMap(({ step: { run = '' } }) => /verify-pat .*/.exec(run) ?? []);
  assert.equal(asked.length, 2);
  for (const command of asked) assert.match(command, new RegExp(`\\b${manifest.publisher}$`));
});
