import { SpeedMeter, type Speed } from '../engine/plan/speed.ts';
import type { RunEvent } from '../engine/ports/progress.ts';
import { sizeText, timeText } from './terminalUnits.ts';

/** One line that is written over again while a run goes on, and erased when the run ends its phase. */
export function terminalProgress(stream: NodeJS.WriteStream): (event: RunEvent) => void {
  const meter = new SpeedMeter();
  let shownAt = 0;
  return (event) => {
    if (event.type === 'phase') stream.write('\r\u001b[K');
    if (event.type !== 'progress') return;
    const now = performance.now();
    const speed = event.phase === 'apply' ? meter.add(now, event) : {};
    if (now - shownAt < 100 && event.done !== event.total) return;
    shownAt = now;
    const count = event.total === undefined ? `${event.done}` : `${event.done}/${event.total}`;
    stream.write(`\r\u001b[K${event.phase} ${[count, ...speedTexts(speed)].join(', ')}`);
  };
}

function speedTexts({ bytesPerSecond, secondsLeft }: Speed): readonly string[] {
  return [
    ...(bytesPerSecond === undefined ? [] : [`${sizeText(bytesPerSecond)}/s`]),
    ...(secondsLeft === undefined ? [] : [`${timeText(secondsLeft)} left`]),
  ];
}
