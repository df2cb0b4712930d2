import { PICASAWEBSYNC_OPTIONS } from './picasawebsyncOptions.ts';
import { settingGroups } from './settingSchema.ts';
import type { SettingSchema } from './settingSchema.ts';

const PREFIX = 'albumSync.';

/** `docs/settings.md`: every setting with its description, values, default, scope and its origin in picasawebsync. */
export function settingsPage(): string {
  const groups = settingGroups();
  const contents = groups.map(
    ({ title, settings }) => `- ${title}: ${settings.map(([name]) => link(name)).join(', ')}`,
  );
  return [
    '<!-- Made from package.json and package.nls.json by `npm run docs`; changes belong there. -->',
    '# Settings',
    'You find them in the Settings editor under Extensions, Album Sync. The command line reads the same values from `.vscode/settings.json` and takes any of them for one run: `--set mode=sync`, `--set compare=\'["hash"]\'`.',
    'A value that cannot be used stops a run before it starts, and the message names the setting. While you edit `settings.json` the Problems panel says so at the key, and completion offers what can stand there. Names, types and choices the editor knows by itself; for the rest Album Sync must be active in the window: its view or report was opened, a command was run, or there is a gallery in the usual place.',
    contents.join('\n'),
    ...groups.flatMap(({ title, settings }) => [
      `## ${title}`,
      ...settings.map(([name, schema]) => section(name, schema)),
    ]),
  ].join('\n\n');
}

function section(name: string, schema: SettingSchema): string {
  const option = PICASAWEBSYNC_OPTIONS[name.slice(PREFIX.length)];
  const facts = [
    `- Value: ${valueInWords(schema)}`,
    `- Default: ${code(JSON.stringify(schema.default))}`,
    `- Scope: ${SCOPES[schema.scope ?? 'window'] ?? schema.scope ?? ''}`,
    `- picasawebsync: ${option ?? 'nothing like it'}`,
  ];
  return [
    `### ${name}`,
    withLinks(schema.markdownDescription ?? ''),
    facts.join('\n'),
    ...(schema.enum ? [choices(schema.enum, schema)] : []),
    ...(schema.properties ? [keys(schema.properties)] : []),
  ].join('\n\n');
}

/** What the scopes of VS Code mean here. */
const SCOPES: Readonly<Record<string, string>> = {
  resource: 'user, workspace or workspace folder',
  'machine-overridable': 'this computer, or a workspace folder that overrides it',
};

function valueInWords(schema: SettingSchema): string {
  const types = [schema.type].flat();
  return types.map((type) => typeInWords(type, schema)).join(', or ') + (rule(schema) ?? '');
}

function typeInWords(type: string, schema: SettingSchema): string {
  switch (type) {
    case 'boolean':
      return '`true` or `false`';
    case 'integer':
      return `a whole number${range(schema)}`;
    case 'number':
      return `a number${range(schema)}`;
    case 'array':
      return `a list of ${schema.items?.enum?.map(code).join(', ') ?? 'texts'}${schema.minItems ? ', at least one' : ''}`;
    case 'object':
      return schema.properties ? 'an object with the keys below' : 'an object of texts';
    case 'null':
      return '`null`';
    default:
      return schema.enum ? 'one of the values below' : 'a text';
  }
}

function range({ minimum, maximum }: SettingSchema): string {
  if (minimum === undefined) return '';
  return maximum === undefined ? ` from ${minimum}` : ` from ${minimum} to ${maximum}`;
}

function rule({ patternErrorMessage }: SettingSchema): string | undefined {
  return patternErrorMessage === undefined ? undefined : `. ${patternErrorMessage}`;
}

function choices(values: readonly string[], { enumItemLabels, markdownEnumDescriptions }: SettingSchema): string {
  const rows = values.map((value, index) => {
    const label = enumItemLabels?.[index];
    return `| ${code(value)}${label === undefined ? '' : ` (${label})`} | ${withLinks(markdownEnumDescriptions?.[index] ?? '')} |`;
  });
  return ['| value | meaning |', '| --- | --- |', ...rows].join('\n');
}

/** The keys of an object, those that allow the same values in one row. */
function keys(properties: NonNullable<SettingSchema['properties']>): string {
  const rows = Map.groupBy(Object.entries(properties), ([, { enum: values = [] }]) => values.map(code).join(', '));
  const lines = [...rows].map(([values, entries]) => `| ${entries.map(([key]) => code(key)).join(', ')} | ${values} |`);
  return ['| keys | values |', '| --- | --- |', ...lines].join('\n');
}

/** The Settings editor makes a link of `#albumSync.mode#`; on this page it is a link to its heading. */
function withLinks(markdown: string): string {
  return markdown.replace(/`#(albumSync\.[\w.]+)#`/g, (_, name: string) => link(name));
}

function link(name: string): string {
  return `[${code(name)}](#${name.toLowerCase().replaceAll('.', '')})`;
}

function code(text: string): string {
  // In a table a bar would end the cell, and a backtick would end the code.
  return text.includes('`') ? text : `\`${text.replaceAll('|', '\\|')}\``;
}
