/**
 * What leadsieve does once per byte or per cell, as WebAssembly: it is compiled once for all threads and is at its full
 * speed from the first row on. It finds records, knows again what it has been taught, and copies bytes. What anything
 * means is said by the callers in `records/`, `contacts/` and `engine/fast/`, whose memory this works in.
 */
export { firstFree, MOST_MISSES } from './batch';
export { findCell, learnCell, rehashCells, seedCells } from './cell-table';
export { findAddresses, findPlace, findPlaces, findSign } from './cells';
export { addMark, countBy, gatherHashes, sumGroups, widenFlags } from './facts';
export { findFirstLeads, spreadFirstLeads } from './first-leads';
export { markSuspects } from './guard';
export { writeAnnotation, writeRows } from './rows';
export { scan } from './scan';
export { findTexts } from './texts';
export { BLOCK as VECTOR_BLOCK, findVectors, rehashVectors } from './vectors';
