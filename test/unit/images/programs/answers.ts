/* A program for the pool that does what its job says, good or bad. */
interface Job {
  readonly act: 'answer' | 'die' | 'hang' | 'forget';
  readonly text?: string;
}

process.on('disconnect', () => process.exit());
process.on('message', ({ jobs }: { jobs: readonly Job[] }) => {
  const outcomes = jobs.map(outcomeOf);
  if (!jobs.some(({ act }) => act === 'forget')) process.send?.({ outcomes });
});

function outcomeOf({ act, text = '' }: Job, _index: number, { length }: readonly Job[]): string {
  if (act === 'die') process.abort();
  if (act === 'hang') for (;;);
  return `${text} ${process.pid} ${length}`;
}
