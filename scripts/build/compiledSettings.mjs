import { createRequire } from 'node:module';
import process from 'node:process';
import { compileFunction } from 'node:vm';
import { Ajv } from 'ajv';
import { default as standalone } from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';

/**
 * Puts what `settingSchemas.ts` reads and makes when it is loaded into the programs as code.
 * @type {import('esbuild').Plugin}
 */
export const compiledSettings = {
  name: 'compiledSettings',
  setup: ({ onLoad }) => {
    onLoad({ filter: /[\\/]settingSchemas\.ts$/ }, async ({ path }) => ({
      contents: compiled(await load(path)),
      // The code takes parts of Ajv.
      resolveDir: process.cwd(),
      watchFiles: [path, 'package.json', 'package.nls.json'],
    }));
  },
};

/** @typedef {typeof import('../../src/settings/settingSchemas.ts')} SettingSchemas */

/**
 * The same module without what it is made from.
 * @param {SettingSchemas} module
 */
function compiled({ SETTING_SCHEMAS, VALIDATOR_OPTIONS }) {
  const ajv = new Ajv({ ...VALIDATOR_OPTIONS, code: { source: true, esm: true } });
  const settings = Object.entries(SETTING_SCHEMAS).map(([key, schema], index) => {
    ajv.addSchema(JSON.parse(JSON.stringify(schema, withoutWords)), key);
    const { default: value } = schema;
    return { key, known: { default: value }, validator: `setting${String(index)}` };
  });
  const code = standalone(ajv, Object.fromEntries(settings.map(({ key, validator }) => [validator, key])));
  const schemas = Object.fromEntries(settings.map(({ key, known }) => [key, known]));
  const validators = settings.map(({ key, validator }) => `${JSON.stringify(key)}: ${validator}`);
  return [
    code,
    `export const SETTING_SCHEMAS = ${JSON.stringify(schemas)};`,
    `const validators = { ${validators.join(', ')} };`,
    'export const validatorOf = (key) => validators[key];',
  ].join('\n');
}

/**
 * What the editor shows of a setting is of no use for trying a value, and would be in the code.
 * @param {string} key
 * @param {unknown} value
 */
function withoutWords(key, value) {
  return /^markdown|^enumItemLabels$|^defaultSnippets$|^patternErrorMessage$/.test(key) ? undefined : value;
}

/**
 * Loads a module of the sources, whose types not every Node can read.
 * @param {string} path
 * @returns {Promise<SettingSchemas>}
 */
async function load(path) {
  const built = await build({
    ...{ entryPoints: [path], bundle: true, write: false, logLevel: 'silent' },
    ...{ format: 'cjs', platform: 'node', packages: 'external' },
  });
  const module = { exports: /** @type {SettingSchemas} */ ({}) };
  compileFunction(built.outputFiles[0]?.text ?? '', ['require', 'module'])(createRequire(path), module);
  return module.exports;
}
