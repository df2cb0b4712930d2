/** What the extension host tells the terminal, one JSON object a line. */
export type HostMessage =
  /** The extension host has come to the tests, and its window has all its folders. */
  | { readonly type: 'start' }
  | { readonly type: 'suite'; readonly depth: number; readonly title: string }
  | { readonly type: 'pass'; readonly depth: number; readonly title: string; readonly milliseconds: number }
  | { readonly type: 'fail'; readonly depth: number; readonly title: string; readonly error: string }
  | { readonly type: 'end' };
