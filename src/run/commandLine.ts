import { parseArgs } from 'node:util';
import { MODES } from '../engine/modes.ts';
import { CONFIRMABLE_CODES } from '../engine/errors.ts';
import type { ErrorCode } from '../engine/model.ts';
import { schemaFault } from '../settings/schema.ts';
import type { RawSettings } from '../settings/settings.ts';
import type { RunKind } from './request.ts';

/** What a command line asks for. */
export interface CommandLine {
  readonly kind: RunKind | 'mapping';
  /** As typed; the current directory when none was. */
  readonly folder: string;
  /** The settings that win over those of the folder, for this run. */
  readonly settings: RawSettings;
  readonly confirmed: readonly ErrorCode[];
  readonly json: boolean;
  readonly all: boolean;
  /** Whether a person at a terminal is asked before an undo. */
  readonly ask: boolean;
}

export const USAGE = `Usage: album-sync preview|sync|undo|mapping [folder] [options]

  preview             shows what a sync would do and changes nothing
  sync                does it
  undo                takes back what the last sync did: what it trashed comes back, what it added
                      goes to the trash, what it replaced is restored; in a terminal it shows
                      that first and asks
  mapping             shows which folder becomes which album, and changes nothing
  folder              the workspace folder (default: the current directory); its settings are
                      read from .vscode/settings.json; or a .code-workspace file

  --mode M            ${MODES.join(', ')}
  --set key=value     any albumSync.* setting for this run, its value as JSON or plain text;
                      may be given more than once: --set compare='["hash"]'
  --confirm CODE      go on in spite of a stop that you have looked at:
                      ${[...CONFIRMABLE_CODES].join(', ')}
  --json              print the report as JSON, and nothing else, on standard output
  --preview           undo: only show what would be taken back
  --yes               undo: do not ask
  --all               list the items that are in step too
  --help, --version

Exit status: 0 done; 1 done, but some items failed or were not permitted; 2 nothing was changed
because of a settings, sign-in or safety error; 130 interrupted.
`;

/** Reads the arguments after the program's name; `wrong` says in words what cannot be understood. */
export function parseCommandLine(
  args: readonly string[],
): { readonly run: CommandLine } | { readonly show: 'help' | 'version' } | { readonly wrong: string } {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
  const { values, positionals } = parsed;
  if (values.help) return { show: 'help' };
  if (values.version) return { show: 'version' };
  const [command, folder = '.', ...more] = positionals;
  if (command !== 'preview' && command !== 'sync' && command !== 'undo' && command !== 'mapping')
    return {
      wrong:
        command === undefined
          ? 'Say preview, sync, undo or mapping.'
          : `There is no command "${command}"; say preview, sync, undo or mapping.`,
    };
  if (more.length > 0) return { wrong: `One folder at a time; "${more.join(' ')}" is too much.` };
  if ((values.preview || values.yes) && command !== 'undo') return { wrong: '--preview and --yes belong to undo.' };
  const settings: Record<string, unknown> = values.mode === undefined ? {} : { mode: values.mode };
  for (const assignment of values.set) {
    const equals = assignment.indexOf('=');
    if (equals < 1) return { wrong: `--set ${assignment}: write --set key=value.` };
    const name = assignment.slice(0, equals).replace(/^albumSync\./, '');
    settings[name] = readValue(name, assignment.slice(equals + 1));
  }
  const unknown = values.confirm.find((code) => !(CONFIRMABLE_CODES as ReadonlySet<string>).has(code));
  if (unknown !== undefined) return { wrong: `--confirm ${unknown}: not one of ${[...CONFIRMABLE_CODES].join(', ')}.` };
  const confirmed = values.confirm as ErrorCode[];
  const kind = command === 'undo' && values.preview ? 'undoPreview' : command;
  const ask = kind === 'undo' && !values.yes;
  return { run: { kind, folder, settings, confirmed, json: values.json, all: values.all, ask } };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      mode: { type: 'string' },
      set: { type: 'string', multiple: true, default: [] },
      confirm: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      preview: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      all: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      version: { type: 'boolean', default: false },
    },
  });
}

/**
 * A value is JSON where it can be read as JSON, else the text itself, so that `--set mode=sync` needs no quotes; text is
 * also taken where only text fits, so that `--set naming.rootAlbum=2024` is no number.
 */
function readValue(name: string, text: string): unknown {
  try {
    const value = JSON.parse(text) as unknown;
    const onlyTextFits = schemaFault(name, value) !== undefined && schemaFault(name, text) === undefined;
    return onlyTextFits ? text : value;
  } catch {
    return text;
  }
}
