import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const vscodeStaysInTheWorkbench = {
  group: ['vscode'],
  message: 'Only src/workbench and src/extension.ts know the editor.',
};

const engineIsPure = {
  regex: '^(node:|sharp$|exifr|(\\.\\./)+(local|ledger|services|settings|run|workbench|webview)/)',
  message: 'The engine is pure: give it a port instead (src/engine/ports).',
};

/** The layers of docs/design.md, as lint rules: a folder may import only what its row allows. */
const layers = [
  { files: ['src/**'], ignores: ['src/workbench/**', 'src/extension.ts'], patterns: [vscodeStaysInTheWorkbench] },
  { files: ['src/engine/**'], patterns: [vscodeStaysInTheWorkbench, engineIsPure] },
  {
    files: ['src/local/**', 'src/ledger/**', 'src/services/**', 'src/accounts/**', 'src/settings/**'],
    patterns: [
      vscodeStaysInTheWorkbench,
      { regex: '(\\.\\./)+(run|workbench|webview)/', message: 'Data flows one way; this layer is below that one.' },
    ],
  },
  {
    files: ['src/run/**'],
    patterns: [
      vscodeStaysInTheWorkbench,
      { regex: '(\\.\\./)+(workbench|webview)/', message: 'A run knows nothing of who watches it.' },
    ],
  },
];

/** Two letters that begin a word; what follows a sign, as in `$(sync)` or `.com`, is a name for programs. */
const WORD = '(?<![$(.~\\p{L}-])\\p{L}{2}';
const WORDS_OF_TEMPLATE = `TemplateElement[value.raw=/${WORD}/u]`;
const UNTAGGED = 'TemplateLiteral:not(TaggedTemplateExpression > TemplateLiteral)';
const SHOWN = '/^(title|label|description|detail|tooltip|text|message|prompt|place[hH]older|\\w+Label|\\w+Message)$/';

/** Where the editor takes words, a literal would be English in every language. */
const wordsAreTranslated = [
  'CallExpression[callee.property.name=/^show\\w+Message$/]',
  `Property[key.name=${SHOWN}]`,
  `AssignmentExpression[left.property.name=${SHOWN}]`,
  'AssignmentExpression[left.property.name=/^(textContent|ariaLabel)$/]',
].flatMap((place) =>
  [`Literal[value=/${WORD}/u]`, `TemplateLiteral > ${WORDS_OF_TEMPLATE}`].map((literal) => ({
    selector: `${place} > ${literal}`,
    message: 'People read this: let l10n.t say it, and translate it in l10n/.',
  })),
);

/** What stands in a phrase is the same in every language; a word in it would be English in each of them. */
const valuesHaveNoLanguage = [
  "TaggedTemplateExpression[tag.name='phrase'] :matches(ConditionalExpression, LogicalExpression)",
  'Property[key.name="about"]',
  'VariableDeclarator[id.name=/^(about|reason|fault|wrong|words?)$/]',
]
  .flatMap((place) => [`${place} > Literal[value=/${WORD}/u]`, `${place} > TemplateLiteral > ${WORDS_OF_TEMPLATE}`])
  .concat(`TaggedTemplateExpression[tag.name='phrase'] ${UNTAGGED} > ${WORDS_OF_TEMPLATE}`)
  .map((selector) => ({ selector, message: 'People read this: make it a phrase, and translate it in l10n/.' }));

export default defineConfig(
  globalIgnores(['dist/', 'node_modules/', '.vscode-test/', 'screenshots/', 'test-results/']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked, tseslint.configs.strict],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/require-await': 'off',
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.mjs', 'scripts/**', 'test/**'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        AbortController: 'readonly',
        AbortSignal: 'readonly',
        Buffer: 'readonly',
      },
    },
    rules: { 'no-console': 'off' },
  },
  {
    // node:test returns promises that its own runner awaits.
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['test', 'it', 'describe', 'suite'], package: 'node:test' },
          ],
        },
      ],
    },
  },
  {
    files: ['src/**'],
    rules: { 'no-restricted-syntax': ['error', ...valuesHaveNoLanguage] },
  },
  {
    files: ['src/workbench/**', 'src/webview/**', 'src/extension.ts'],
    rules: { 'no-restricted-syntax': ['error', ...wordsAreTranslated, ...valuesHaveNoLanguage] },
  },
  ...layers.map(({ files, ignores, patterns }) => ({
    files,
    ...(ignores ? { ignores } : {}),
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  })),
);
