import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What this computer runs on. Asked when it matters and never watched; what cannot be found out holds nothing back. */
export interface Surroundings {
  isOnBattery(): Promise<boolean>;
  /** Whether the network costs by the byte, as that of a telephone does. */
  isMetered(): Promise<boolean>;
}

export interface SurroundingsOptions {
  readonly platform: NodeJS.Platform;
  /** Absolute path of the folder in which Linux tells of mains and batteries. */
  readonly powerSupplies: string;
  /** Runs a program and gives what it prints; rejects when it is not there, fails or takes too long. */
  readonly run: (program: string, args: readonly string[]) => Promise<string>;
}

/** This computer. */
export function surroundings(options: SurroundingsOptions): Surroundings {
  return { isOnBattery: () => orNo(isOnBattery(options)), isMetered: () => orNo(isMetered(options)) };
}

/** How a real program is run. */
export const THIS_COMPUTER: Omit<SurroundingsOptions, 'platform'> = {
  powerSupplies: '/sys/class/power_supply',
  run: (program, args) =>
    new Promise((resolve, reject) => {
      execFile(program, args, { timeout: 5_000, windowsHide: true }, (error, text) =>
        error ? reject(error instanceof Error ? error : new Error(program)) : resolve(text),
      );
    }),
};

async function orNo(answer: Promise<boolean>): Promise<boolean> {
  try {
    return await answer;
  } catch {
    return false;
  }
}

async function isOnBattery({ platform, powerSupplies, run }: SurroundingsOptions): Promise<boolean> {
  if (platform === 'darwin') return (await run('pmset', ['-g', 'batt'])).includes("'Battery Power'");
  if (platform === 'win32') {
    // Of `Win32_Battery.BatteryStatus` 1 is the one value that means discharging.
    const question = '(Get-CimInstance Win32_Battery).BatteryStatus';
    const answer = await run('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', question]);
    return answer
      .trim()
      .split(/\s+/u)
      .every((battery) => battery === '1');
  }
  return isDischarging(powerSupplies);
}

/** The documentation of Linux: `Documentation/ABI/testing/sysfs-class-power`. A mouse has a battery too, of scope `Device`. */
function isDischarging(powerSupplies: string): boolean {
  const supplies = readdirSync(powerSupplies).map((name) => (fact: string) => {
    try {
      return readFileSync(path.join(powerSupplies, name, fact), 'utf8').trim();
    } catch {
      return undefined;
    }
  });
  if (supplies.some((supply) => supply('type') !== 'Battery' && supply('online') === '1')) return false;
  return supplies.some(
    (supply) => supply('type') === 'Battery' && supply('scope') !== 'Device' && supply('status') === 'Discharging',
  );
}

/** NetworkManager's `NMMetered`: 1 is yes, 3 a guess that it is. Other systems tell programs like this one nothing. */
async function isMetered({ platform, run }: SurroundingsOptions): Promise<boolean> {
  if (platform !== 'linux') return false;
  const manager = 'org.freedesktop.NetworkManager';
  const place = '/org/freedesktop/NetworkManager';
  return /^u [13]\s*$/.test(await run('busctl', ['--system', 'get-property', manager, place, manager, 'Metered']));
}
