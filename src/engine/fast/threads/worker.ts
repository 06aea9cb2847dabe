import { parentPort } from 'node:worker_threads';
import { serveChunks } from './chunk-worker.ts';

// What a thread of `startCrew` runs.
if (parentPort !== null) serveChunks(parentPort);
