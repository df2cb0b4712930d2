/* A program for the pool that does what its job says, good or bad. */
interface Job {
  readonly id: number;
  readonly act: 'answer' | 'die' | 'hang' | 'forget';
  readonly text?: string;
}

process.on('disconnect', () => process.exit());
process.on('message', (job: Job) => {
  switch (job.act) {
    case 'answer':
      process.send?.({ id: job.id, outcome: `${job.text ?? ''} ${process.pid}` });
      return;
    case 'die':
      process.abort();
      return;
    case 'hang':
      for (;;);
    case 'forget':
      return;
  }
});
