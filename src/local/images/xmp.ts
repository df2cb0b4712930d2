/** Longest XMP packet that is looked at; real ones have some kilobytes, or some hundred with an embedded history. */
const MAX_PACKET = 1024 * 1024;

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/**
 * The text of one property of an XMP packet, such as `dc:description`: the default language of a list of languages, the
 * first entry of another list, or the property written as an attribute. It searches plainly instead of parsing XML, so
 * that no packet, however built, costs more than its length.
 */
export function xmpText(packet: string, property: string): string | undefined {
  const xml = packet.slice(0, MAX_PACKET).replace(/<!\[CDATA\[([^\]]*)\]\]>/gu, (_, text: string) => escapeXml(text));
  const element = between(xml, `<${property}`, `</${property}>`);
  if (element === undefined) return attribute(xml, property);
  const content = element.slice(element.indexOf('>') + 1);
  const entries = content.split('<rdf:li').slice(1);
  const entry = entries.find((text) => text.slice(0, 100).includes('x-default')) ?? entries[0];
  if (entry === undefined) return content.includes('<') ? undefined : unescapeXml(content);
  const text = between(entry, '>', '</rdf:li>');
  return text === undefined ? undefined : unescapeXml(text);
}

function between(text: string, start: string, end: string): string | undefined {
  const from = text.indexOf(start);
  if (from < 0) return undefined;
  const to = text.indexOf(end, from + start.length);
  return to < 0 ? undefined : text.slice(from + start.length, to);
}

function attribute(xml: string, property: string): string | undefined {
  for (const quote of ['"', "'"]) {
    const value = between(xml, ` ${property}=${quote}`, quote) ?? between(xml, `\n${property}=${quote}`, quote);
    if (value !== undefined) return unescapeXml(value);
  }
  return undefined;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/giu, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return ENTITIES[name] ?? whole;
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
