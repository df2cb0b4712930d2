import type { ReportItem } from '../engine/report.ts';

/**
 * Lets items share what they have alike: the reader of a message makes each text of each item anew, and in a report of
 * 100,000 items the collector of garbage would carry all of them from place to place.
 * @returns a function that takes an item of which nobody else has a part, changes it, and gives it back
 */
export function sharedTexts(): (item: ReportItem) => ReportItem {
  const texts = new Map<string, string>();
  const lists = new Map<string, ReportItem['choices']>();
  const shared = <T extends string>(text: T): T => {
    const known = texts.get(text);
    if (known === undefined) texts.set(text, text);
    return (known ?? text) as T;
  };
  return (item) => {
    const own: Changeable<ReportItem> = item;
    own.album = shared(item.album);
    own.event = shared(item.event);
    own.action = shared(item.action);
    own.outcome = shared(item.outcome);
    if (item.folder !== undefined) own.folder = shared(item.folder);
    if (item.detail !== undefined) own.detail = shared(item.detail);
    if (item.decidedBy !== undefined) own.decidedBy = shared(item.decidedBy);
    if (item.choices !== undefined) {
      const key = item.choices.join();
      if (!lists.has(key)) lists.set(key, item.choices);
      own.choices = lists.get(key);
    }
    return item;
  };
}

type Changeable<T> = { -readonly [K in keyof T]: T[K] };
