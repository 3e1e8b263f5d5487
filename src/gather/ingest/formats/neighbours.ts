import type { Neighbour } from './format.ts'

/** Files without events, told by what is in them where their name does not tell. */
export const neighbours = [
  {
    kind: 'digest',
    outcome: 'routed',
    sentence: 'a digest file: `verify` reads it',
    is: ({ members }) => members.has('digestS3Object') && members.has('logFiles'),
  },
  {
    kind: 'config',
    outcome: 'set-aside',
    sentence: 'AWS Config history or snapshot',
    is: ({ members }) => members.has('configurationItems') || members.has('configSnapshotId'),
  },
] as const satisfies readonly Neighbour[]
