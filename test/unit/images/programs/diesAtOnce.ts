/* A program for the pool that cannot run on this computer. */
process.exit(3);
