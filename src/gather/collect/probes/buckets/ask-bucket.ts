import type { Observed } from '../../../../model/observed.ts'
import type { Place } from '../../probe.ts'

/** Asks one thing of one bucket, in its region where that is known. */
export type AskBucket = <Output>(
  operation: string,
  absent?: readonly string[],
  input?: object,
) => Promise<Observed<Output | null>>

export const askBucket =
  (place: Place, name: string, region: Observed<string>): AskBucket =>
  (operation, absent = [], input = {}) =>
    place.ask(
      's3',
      operation,
      { Bucket: name, ...input },
      'known' in region ? { absent, region: region.known } : { absent },
    )
