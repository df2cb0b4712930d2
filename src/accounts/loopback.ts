import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on 127.0.0.1 at which a browser comes back from Google. */
export interface Loopback {
  /** For example `http://127.0.0.1:41234/`. */
  readonly address: string;
  close(): void;
}

/** What a browser shows that came back: with the answer that is waited for, or with something else. */
export interface ReturnWords {
  /** BCP 47. */
  readonly language: string;
  readonly taken: PageWords;
  readonly foreign: PageWords;
}

interface PageWords {
  readonly title: string;
  readonly sentence: string;
}

const ENGLISH: ReturnWords = {
  language: 'en',
  taken: { title: 'You can close this page', sentence: 'Google has answered. Album Sync says how it went.' },
  foreign: { title: 'Nothing is here', sentence: 'This is not the answer to a sign-in that Album Sync waits for.' },
};

/**
 * Opens a door for one browser, at a port that is free.
 * @param take gets the address that was asked for, and says whether it ends the sign-in
 */
export async function openLoopback(
  take: (address: string) => 'taken' | 'foreign',
  words: ReturnWords = ENGLISH,
): Promise<Loopback> {
  const server = createServer((request, response) => {
    const isGet = request.method === 'GET';
    const outcome = isGet ? take(`http://127.0.0.1${(request.url ?? '/').replace(/^\/*/, '/')}`) : 'foreign';
    response.writeHead(outcome === 'taken' ? 200 : 404, {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
      // The address of this page holds a code.
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
      Connection: 'close',
    });
    response.end(page(words.language, words[outcome]));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/`, close: () => void server.close() };
}

function page(language: string, { title, sentence }: PageWords): string {
  return `<!DOCTYPE html>
<html lang="${language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>${title} - Album Sync</title>
    <style>
      :root { color-scheme: light dark; font-family: system-ui, sans-serif; }
      body { max-width: 32rem; margin: 20vh auto; padding: 0 1rem; text-align: center; }
    </style>
  </head>
  <body>
    <h1>${title}</h1>
    <p>${sentence}</p>
  </body>
</html>
`;
}
