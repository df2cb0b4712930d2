import assert from 'node:assert/strict';
import { windowTest } from '../harness/window/windowTest.ts';

windowTest(
  'a window opens on a folder and runs a command',
  { content: { 'Italy/Rome/forum.jpg': { colour: 'peru' } } },
  async ({ window }) => {
    await window.runCommand('View: Show Explorer');
    await window.page.getByRole('treeitem', { name: 'Italy' }).waitFor();
    assert.match(await window.page.title(), /My Photos/);
    await window.screenshot('smoke');
  },
);
