import { ABLE } from '../world/profile.ts';
import { CLEAR_SIGHT } from '../world/simulatedFiles.ts';
import type { Scenario } from '../scenario/scenario.ts';

const PAST: Readonly<Record<Scenario['past'], string>> = {
  never: 'The two sides meet for the first time.',
  synced: 'The two sides were in step before.',
  syncedOtherwise: 'The two sides were in step before, with the usual settings.',
};

/** A story as it was drawn, without what is as usual; the world that it makes is in the history. */
export function scenarioText({ settings, profile, trouble, foldsNames, past }: Scenario): string {
  const { sight, faults, others, ...rest } = trouble;
  const lines = [
    PAST[past],
    ...(foldsNames ? ['The disk takes A.jpg and a.jpg for one.'] : []),
    `settings: ${JSON.stringify(settings)}`,
    `service:  ${JSON.stringify(changedFrom(ABLE, profile))}`,
    `trouble:  ${JSON.stringify({ ...changedFrom(CLEAR_SIGHT, sight), ...rest, faults, others })}`,
  ];
  return lines.join('\n').replaceAll('"', '').replaceAll(',', ', ');
}

function changedFrom<T extends object>(usual: T, now: T): Partial<T> {
  const before = usual as Record<string, unknown>;
  const changed = Object.entries(now).filter(([key, value]) => JSON.stringify(before[key]) !== JSON.stringify(value));
  return Object.fromEntries(changed) as Partial<T>;
}
