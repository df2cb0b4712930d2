import { ENGLISH_MANIFEST } from '../../src/settings/englishManifest.ts';

/** What `package.json` says of one setting, as far as the documentation tells it. */
export interface SettingSchema {
  readonly type: string | readonly string[];
  readonly default: unknown;
  readonly scope?: string;
  readonly order?: number;
  readonly markdownDescription?: string;
  readonly enum?: readonly string[];
  readonly enumItemLabels?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly patternErrorMessage?: string;
  readonly minItems?: number;
  readonly items?: { readonly type?: string; readonly enum?: readonly string[] };
  readonly properties?: Readonly<Record<string, { readonly enum?: readonly string[] }>>;
  readonly additionalProperties?: boolean | { readonly type?: string };
}

/** A titled group of the Settings editor. */
export interface SettingGroup {
  readonly title: string;
  /** Full names, such as `albumSync.mode`, in their order. */
  readonly settings: readonly (readonly [name: string, schema: SettingSchema])[];
}

/** The groups of settings in the order in which the Settings editor shows them. */
export function settingGroups(): readonly SettingGroup[] {
  const groups = ENGLISH_MANIFEST.contributes.configuration as unknown as readonly {
    readonly title: string;
    readonly order?: number;
    readonly properties: Readonly<Record<string, SettingSchema>>;
  }[];
  return [...groups].sort(byOrder).map(({ title, properties }) => ({
    title,
    settings: Object.entries(properties).sort(([, a], [, b]) => byOrder(a, b)),
  }));
}

function byOrder(a: { readonly order?: number }, b: { readonly order?: number }): number {
  return (a.order ?? 0) - (b.order ?? 0);
}
