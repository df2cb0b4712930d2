import { parseArgs } from 'node:util';
import { MODES } from '../engine/modes.ts';
import { CONFIRMABLE_CODES } from '../engine/errors.ts';
import type { ErrorCode } from '../engine/model.ts';
import { schemaFault } from '../settings/schema.ts';
import type { RawSettings } from '../settings/settings.ts';
import { GOOGLE_SERVICES } from '../services/google/scopes.ts';
import { ACCOUNT_COMMANDS, readAccountCommand } from './accountArguments.ts';
import type { AccountCommand } from './accountArguments.ts';
import type { RunKind } from './request.ts';

/** What a command line asks for. */
export interface CommandLine {
  readonly kind: RunKind | 'mapping' | 'watch';
  /** As typed; the current directory when none was. */
  readonly folder: string;
  /** The settings that win over those of the folder, for this run. */
  readonly settings: RawSettings;
  readonly confirmed: readonly ErrorCode[];
  readonly format: OutputFormat;
  readonly all: boolean;
  /** Whether a person at a terminal is asked before an undo. */
  readonly ask: boolean;
  /** Of a watching: minutes after which all is looked at again. */
  readonly every?: number | undefined;
  /** The file with the plan that is to be carried out, as typed. */
  readonly plan?: string | undefined;
}

/** How the report is printed. */
export const OUTPUT_FORMATS = ['text', 'json', 'csv', 'md'] as const;
export type OutputFormat = (typeof OUTPUT_FORMATS)[number];

export const USAGE = `Usage: album-sync preview|sync|watch|undo|mapping [folder] [options]
       album-sync sign-in SERVICE [--client FILE] [--paste] [--all-files]
       album-sync sign-out SERVICE
       album-sync accounts

  preview             shows what a sync would do and changes nothing
  sync                does it
  watch               syncs, and goes on to sync what changes until it is interrupted; nothing is
                      deleted by itself; with albumSync.watch preview or notify it only looks
  undo                takes back what the last sync did: what it trashed comes back, what it added
                      goes to the trash, what it replaced is restored; in a terminal it shows
                      that first and asks
  mapping             shows which folder becomes which album, and changes nothing
  folder              the workspace folder (default: the current directory); its settings are
                      read from .vscode/settings.json; or a .code-workspace file

  --mode M            ${MODES.join(', ')}
  --set key=value     any albumSync.* setting for this run, its value as JSON or plain text;
                      may be given more than once: --set compare='["hash"]'
  --plan FILE         sync: do what is in this plan and nothing else. A plan is what preview --json
                      prints; change the action of an item to another of its choices, or to
                      SILENT to leave it out
  --confirm CODE      go on in spite of a stop that you have looked at:
                      ${[...CONFIRMABLE_CODES].join(', ')}
  --format F          print the report as ${OUTPUT_FORMATS.join(', ')}, and nothing else, on standard output
  --json              the same as --format json
  --every N           watch: look at all photo folders every N minutes too
  --preview           undo: only show what would be taken back
  --yes               undo: do not ask
  --all               list the items that are in step too
  --help, --version

  sign-in SERVICE     lets you sign in with Google in a browser, so that runs may use your account;
                      SERVICE is ${GOOGLE_SERVICES.join(' or ')}
  sign-out SERVICE    revokes that and forgets it
  accounts            who is signed in
  --client FILE       sign-in: the client_secret*.json of an OAuth client for a desktop app
  --paste             sign-in: read the address that the browser ended on, for a browser elsewhere
  --all-files         sign-in googleDrive: for albumSync.googleDrive.scope = all
  --yes               sign-in: do not ask before another OAuth client is used

Exit status: 0 done; 1 done, but some items failed or were not permitted; 2 nothing was changed
because of a settings, sign-in or safety error; 130 interrupted.
`;

const COMMANDS = 'preview, sync, watch, undo, mapping, sign-in, sign-out or accounts';

/** Reads the arguments after the program's name; `wrong` says in words what cannot be understood. */
export function parseCommandLine(
  args: readonly string[],
):
  | { readonly run: CommandLine }
  | { readonly account: AccountCommand }
  | { readonly show: 'help' | 'version' }
  | { readonly wrong: string } {
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
  const about = ACCOUNT_COMMANDS.find((name) => name === command);
  if (about !== undefined) return readAccountCommand(about, positionals.slice(1), values);
  if (command !== 'preview' && command !== 'sync' && command !== 'watch' && command !== 'undo' && command !== 'mapping')
    return {
      wrong: command === undefined ? `Say ${COMMANDS}.` : `There is no command "${command}"; say ${COMMANDS}.`,
    };
  if (more.length > 0) return { wrong: `One folder at a time; "${more.join(' ')}" is too much.` };
  if (values.client !== undefined || values.paste || values['all-files'])
    return { wrong: '--client, --paste and --all-files belong to sign-in.' };
  if ((values.preview || values.yes) && command !== 'undo') return { wrong: '--preview and --yes belong to undo.' };
  if (values.every !== undefined && command !== 'watch') return { wrong: '--every belongs to watch.' };
  if (values.every !== undefined && !(Number(values.every) >= 1 && Number(values.every) <= 1440))
    return { wrong: '--every takes minutes, from 1 to 1440.' };
  if (command === 'watch' && (values.all || values.confirm.length > 0))
    return { wrong: '--all and --confirm are for a run that you look at, and not for watch.' };
  if (values.plan !== undefined && command !== 'sync') return { wrong: '--plan belongs to sync.' };
  if (values.plan !== undefined && values.mode !== undefined)
    return { wrong: 'A plan has its own mode; leave out --mode.' };
  const settings: Record<string, unknown> = values.mode === undefined ? {} : { mode: values.mode };
  for (const assignment of values.set) {
    const equals = assignment.indexOf('=');
    if (equals < 1) return { wrong: `--set ${assignment}: write --set key=value.` };
    const name = assignment.slice(0, equals).replace(/^albumSync\./, '');
    settings[name] = readValue(name, assignment.slice(equals + 1));
  }
  const format = readFormat(values, command);
  if (typeof format === 'object') return format;
  const unknown = values.confirm.find((code) => !(CONFIRMABLE_CODES as ReadonlySet<string>).has(code));
  if (unknown !== undefined) return { wrong: `--confirm ${unknown}: not one of ${[...CONFIRMABLE_CODES].join(', ')}.` };
  const confirmed = values.confirm as ErrorCode[];
  const kind = command === 'undo' && values.preview ? 'undoPreview' : command;
  const ask = kind === 'undo' && !values.yes;
  const run = { kind, folder, settings, confirmed, format, all: values.all, ask } as const;
  if (values.every !== undefined) return { run: { ...run, every: Number(values.every) } };
  return { run: values.plan === undefined ? run : { ...run, plan: values.plan } };
}

function readFormat(
  { json, format = json ? 'json' : 'text' }: { readonly json: boolean; readonly format?: string | undefined },
  command: string,
): OutputFormat | { readonly wrong: string } {
  const known = OUTPUT_FORMATS.find((each) => each === format);
  if (known === undefined) return { wrong: `--format ${format}: not one of ${OUTPUT_FORMATS.join(', ')}.` };
  if (json && known !== 'json') return { wrong: `--json is --format json; leave out one of them.` };
  if ((command === 'mapping' || command === 'watch') && (known === 'csv' || known === 'md'))
    return { wrong: `--format ${known} belongs to preview, sync and undo.` };
  return known;
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      mode: { type: 'string' },
      set: { type: 'string', multiple: true, default: [] },
      plan: { type: 'string' },
      every: { type: 'string' },
      confirm: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      format: { type: 'string' },
      preview: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      client: { type: 'string' },
      paste: { type: 'boolean', default: false },
      'all-files': { type: 'boolean', default: false },
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
