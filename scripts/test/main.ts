// The tests: `npm test` runs every stage, `npm run test:<stage> -- <part of a path>` one of them. Several stages are
// written with a comma between them; the part of a path is then for the last one.
import process from 'node:process';
import type { Stage, StageResult } from './stage.ts';
import { STAGES } from './stages.ts';

const [stageNames, filter = ''] = process.argv.slice(2);
const wanted = stageNames?.split(',') ?? STAGES.map(({ name }) => name);
const unknown = wanted.filter((name) => !STAGES.some((stage) => stage.name === name));
if (unknown.length > 0) {
  console.error(`There is no stage "${unknown.join(', ')}". There are: ${STAGES.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}
const chosen = STAGES.filter(({ name }) => name === 'build' || wanted.includes(name));

let passed = 0;
let failed = 0;
const failedStages: string[] = [];
for (const stage of chosen) {
  const result = await runStage(stage);
  if (result.kind === 'tests') {
    passed += result.passed;
    failed += result.failed;
    if (result.passed + result.failed === 0) console.error('No test ran.');
  }
  if (isGood(result)) continue;
  failedStages.push(stage.name);
  // A stage that fails without a failed test must not end in "0 failed".
  if (result.kind === 'check' || result.failed === 0) failed += 1;
}

if (failedStages.length > 0) console.log(`\nFailed: ${failedStages.join(', ')}`);
console.log(`${failedStages.length > 0 ? '' : '\n'}${String(passed)} passed, ${String(failed)} failed`);
process.exit(failedStages.length > 0 ? 1 : 0);

async function runStage(stage: Stage): Promise<StageResult> {
  console.log(`\n▶ ${stage.heading}`);
  const start = performance.now();
  try {
    const result = await stage.run(stage === chosen.at(-1) ? filter : '');
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.log(`${isGood(result) ? '✔' : '✖'} ${stage.name}: ${describeResult(result)} in ${seconds} s`);
    return result;
  } catch (error) {
    console.error(`✖ ${stage.name}: ${error instanceof Error ? error.message : String(error)}`);
    return { kind: 'check', passed: false };
  }
}

function isGood(result: StageResult): boolean {
  return result.kind === 'check' ? result.passed : result.failed === 0 && result.passed > 0;
}

function describeResult(result: StageResult): string {
  if (result.kind === 'check') return result.passed ? 'good' : 'failed';
  return `${String(result.passed)} passed, ${String(result.failed)} failed`;
}
