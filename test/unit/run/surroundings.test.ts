import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import path from 'node:path';
import { surroundings, type SurroundingsOptions } from '../../../src/run/surroundings.ts';
import { temporaryFolder } from '../../harness/temporaryFolder.ts';
import { writeTree, type FolderLiteral } from '../../harness/tree.ts';

interface Case {
  readonly what: string;
  readonly platform: NodeJS.Platform;
  readonly supplies?: FolderLiteral;
  /** What the program of this line prints. */
  readonly prints?: Readonly<Record<string, string>>;
  readonly is: 'on battery' | 'metered' | 'neither';
}

const MAINS = { 'AC/type': 'Mains\n', 'AC/online': '1\n' };
const BATTERY = { 'BAT0/type': 'Battery\n', 'BAT0/status': 'Discharging\n' };
const METERED =
  'busctl --system get-property org.freedesktop.NetworkManager /org/freedesktop/NetworkManager org.freedesktop.NetworkManager Metered';
const WINDOWS = 'powershell.exe -NoProfile -NonInteractive -Command (Get-CimInstance Win32_Battery).BatteryStatus';

const CASES: readonly Case[] = [
  { what: 'a desktop computer', platform: 'linux', supplies: MAINS, is: 'neither' },
  { what: 'a laptop that is plugged in', platform: 'linux', supplies: { ...MAINS, ...BATTERY }, is: 'neither' },
  {
    what: 'a laptop that is not',
    platform: 'linux',
    supplies: { ...MAINS, 'AC/online': '0\n', ...BATTERY },
    is: 'on battery',
  },
  {
    what: 'a laptop that is charged over USB',
    platform: 'linux',
    supplies: { ...BATTERY, 'ucsi/type': 'USB\n', 'ucsi/online': '1\n' },
    is: 'neither',
  },
  { what: 'a laptop with a battery alone', platform: 'linux', supplies: BATTERY, is: 'on battery' },
  {
    what: 'a desktop computer with a mouse that has a battery',
    platform: 'linux',
    supplies: { ...BATTERY, 'BAT0/scope': 'Device\n' },
    is: 'neither',
  },
  { what: 'a container that is told nothing', platform: 'linux', is: 'neither' },
  {
    what: 'a Mac that is plugged in',
    platform: 'darwin',
    prints: { 'pmset -g batt': "Now drawing from 'AC Power'\n -InternalBattery-0 (id=1)\t80%; charging;\n" },
    is: 'neither',
  },
  {
    what: 'a Mac that is not',
    platform: 'darwin',
    prints: { 'pmset -g batt': "Now drawing from 'Battery Power'\n -InternalBattery-0 (id=1)\t80%; discharging;\n" },
    is: 'on battery',
  },
  { what: 'a Windows laptop that is plugged in', platform: 'win32', prints: { [WINDOWS]: '2\r\n' }, is: 'neither' },
  { what: 'a Windows laptop that is not', platform: 'win32', prints: { [WINDOWS]: '1\r\n' }, is: 'on battery' },
  { what: 'one with two batteries', platform: 'win32', prints: { [WINDOWS]: '1\r\n1\r\n' }, is: 'on battery' },
  { what: 'a Windows computer without a battery', platform: 'win32', prints: { [WINDOWS]: '' }, is: 'neither' },
  { what: 'a telephone for a network', platform: 'linux', prints: { [METERED]: 'u 1\n' }, is: 'metered' },
  {
    what: 'what NetworkManager takes for a telephone',
    platform: 'linux',
    prints: { [METERED]: 'u 3\n' },
    is: 'metered',
  },
  { what: 'a network of one’s own', platform: 'linux', prints: { [METERED]: 'u 4\n' }, is: 'neither' },
  { what: 'a NetworkManager that does not know', platform: 'linux', prints: { [METERED]: 'u 0\n' }, is: 'neither' },
];

describe('this computer', () => {
  for (const { what, platform, supplies, prints = {}, is } of CASES)
    it(`${what}: ${is}`, async (t) => {
      const powerSupplies = path.join(temporaryFolder(t), 'power_supply');
      if (supplies) await writeTree(powerSupplies, supplies);
      const run: SurroundingsOptions['run'] = async (program, args) => {
        const line = [program, ...args].join(' ');
        const text = prints[line];
        if (text === undefined) throw new Error(`ENOENT ${line}`);
        return text;
      };
      const here = surroundings({ platform, powerSupplies, run });
      const found = (await here.isOnBattery()) ? 'on battery' : (await here.isMetered()) ? 'metered' : 'neither';
      assert.equal(found, is);
    });
});
