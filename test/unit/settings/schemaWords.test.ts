import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ENGLISH_MANIFEST } from '../../../src/settings/englishManifest.ts';
import { schemaFault } from '../../../src/settings/schema.ts';

/** What the editor reads of a setting to complete it, to tell about it and to draw it. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly default?: unknown;
  readonly scope?: string;
  readonly order?: number;
  readonly markdownDescription?: string;
  readonly pattern?: string;
  readonly patternErrorMessage?: string;
  readonly enum?: readonly string[];
  readonly markdownEnumDescriptions?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly defaultSnippets?: readonly { readonly label: string; readonly body: unknown }[];
}

const groups: readonly { readonly properties: Readonly<Record<string, Schema>> }[] =
  ENGLISH_MANIFEST.contributes.configuration;
const settings = groups.flatMap(({ properties }) => Object.entries(properties));

describe('Every setting', () => {
  const table: readonly (readonly [has: string, isSo: (schema: Schema, key: string) => boolean])[] = [
    ['has a description in a sentence', ({ markdownDescription }) => isSentence(markdownDescription)],
    ['has a scope', ({ scope }) => scope !== undefined],
    ['has a place in its group', ({ order }) => order !== undefined],
    ['has a default that it accepts', (schema, key) => schemaFault(nameOf(key), schema.default) === undefined],
    ['has a sentence for each value', everyValueIsTold],
    [
      'that is a text of a form says which',
      ({ pattern, patternErrorMessage }) => (pattern === undefined) === (patternErrorMessage === undefined),
    ],
    ['that is a list of free texts or an object has something to begin with', hasBeginning],
  ];
  for (const [has, isSo] of table)
    test(has, () => {
      const without = settings.filter(([key, schema]) => !isSo(schema, key)).map(([key]) => key);
      assert.deepEqual(without, []);
    });

  test('has its place in the group for itself', () => {
    for (const { properties } of groups) {
      const orders = Object.values(properties).map(({ order }) => order);
      assert.equal(new Set(orders).size, orders.length);
    }
  });

  test('accepts what its snippets write', () => {
    for (const [key, { defaultSnippets = [] }] of settings)
      for (const { label, body } of defaultSnippets)
        assert.equal(schemaFault(nameOf(key), written(body)), undefined, label);
  });
});

function everyValueIsTold({ enum: values, markdownEnumDescriptions = [], items, properties = {} }: Schema): boolean {
  const isTold = (values ?? []).every((_, index) => isSentence(markdownEnumDescriptions[index]));
  const told = Object.values(properties).every(
    (schema) => isSentence(schema.markdownDescription) && everyValueIsTold(schema),
  );
  return isTold && told && (items === undefined || everyValueIsTold(items));
}

function hasBeginning({ type, items, defaultSnippets = [] }: Schema): boolean {
  const isFree = type === 'object' || (type === 'array' && items?.enum === undefined);
  return !isFree || defaultSnippets.length > 0;
}

function isSentence(text: string | undefined): boolean {
  return text !== undefined && /^.*[.!?]\**$/s.test(text);
}

/** What stands in the file when nobody changes what the snippet offers: `${1:text}` is text, `${1|a,b|}` is a. */
function written(body: unknown): unknown {
  return JSON.parse(JSON.stringify(body).replace(/\$\{\d+[:|]([^,|}]*)[^}]*\}/g, '$1'));
}

function nameOf(key: string): string {
  return key.slice('albumSync.'.length);
}
