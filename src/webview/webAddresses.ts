/** A piece of a message: words, or the address of a web page. */
export type Piece = { readonly kind: 'words' | 'address'; readonly text: string };

const ADDRESS = /(https?:\/\/[^\s()<>"]+)/;

/** Parts the words of a message from the addresses of web pages in it. */
export function piecesOf(message: string): readonly Piece[] {
  return message
    .split(ADDRESS)
    .map((text): Piece => ({ kind: URL.canParse(text) && ADDRESS.test(text) ? 'address' : 'words', text }))
    .filter(({ text }) => text !== '');
}

/** A message where nobody can follow an address: without those in brackets behind a name. */
export function withoutAddresses(message: string): string {
  return message.replaceAll(new RegExp(` \\(${ADDRESS.source}\\)`, 'g'), '');
}
