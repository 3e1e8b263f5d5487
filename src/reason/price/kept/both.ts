import type { Measured } from '../bill/measured.ts'
import type { Recordings } from './needs.ts'
import { knownPlaces } from './places.ts'
import { recordingsOf } from './recordings.ts'

/** What surely and what possibly records, and in which accounts. */
export const recordingsBoth = (measured: Measured): Recordings => ({
  must: recordingsOf(measured, 'must'),
  may: recordingsOf(measured, 'may'),
  accounts: knownPlaces(measured).accounts,
})
