import { HOUR, type Instant, parseInstant } from '../../../src/model/time.ts'
import {
  type Problem,
  type Slot,
  type SlotState,
  slotStates,
  type UnattestedFile,
  type VerifiedChain,
  type VerifyReport,
} from '../../../src/model/verification.ts'
import type { Style } from '../../../src/show/format/style.ts'

export const START = parseInstant('2026-10-01T00:00:00Z')

const same = (text: string): string => text

/** No colour, Unicode. */
export const plain: Style = {
  good: same,
  bad: same,
  warn: same,
  dim: same,
  strong: same,
  unicode: true,
}

export const slot = (
  from: Instant,
  to: Instant,
  state: SlotState,
  more: Partial<Slot> = {},
): Slot => ({
  from,
  to,
  state,
  chain: 'standard',
  digest: state === 'missing' ? null : `s3://logs/digest-${from}`,
  link: 'linked',
  files: [],
  why: state.startsWith('verified') ? null : `the hour is ${state}`,
  explainedBy: null,
  ...more,
})

/** An hour for each state, from the start on. */
export const hours = (states: readonly SlotState[], from: Instant = START): readonly Slot[] =>
  states.map((state, i) => slot(from + i * HOUR, from + (i + 1) * HOUR, state))

export const chain = (
  slots: readonly Slot[],
  more: Partial<VerifiedChain> = {},
): VerifiedChain => ({
  trail: 'tr',
  home: 'eu-west-1',
  account: '111122223333',
  region: 'eu-west-1',
  arn: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/tr',
  places: ['s3://logs'],
  slots,
  digests: slots.length,
  files: 0,
  verifiedUntil: null,
  ...more,
})

export const problem = (more: Partial<Problem> = {}): Problem => ({
  kind: 'log-altered',
  weight: 'failure',
  chain: {
    trail: 'tr',
    home: 'eu-west-1',
    account: '111122223333',
    region: 'eu-west-1',
    arn: null,
  },
  from: START,
  to: START + HOUR,
  what: 'the hash of a log file is not the one that its digest names',
  means: 'someone changed it after it was delivered',
  todo: 'keep a copy and find out who wrote to the bucket',
  objects: ['s3://logs/a.json.gz'],
  more: 0,
  by: null,
  ...more,
})

export const unattested = (why: UnattestedFile['why']): UnattestedFile => ({
  uri: `s3://logs/${why}`,
  account: '111122223333',
  region: 'eu-west-1',
  named: START,
  why,
})

const NO_FILES = { named: 0, hashed: 0, remembered: 0, absent: 0, unread: 0 }

export const report = (
  chains: readonly VerifiedChain[],
  more: Partial<VerifyReport> = {},
): VerifyReport => {
  const slots = chains.flatMap((c) => c.slots)
  const count = (state: SlotState) => slots.filter((s) => s.state === state).length
  return {
    window: {
      from: Math.min(START, ...slots.map((s) => s.from)),
      to: Math.max(START + HOUR, ...slots.map((s) => s.to)),
    },
    sources: [{ uri: 's3://logs', asOf: START }],
    chains,
    problems: [],
    unattested: [],
    notInLake: null,
    counts: Object.fromEntries(slotStates.map((s) => [s, count(s)])) as VerifyReport['counts'],
    done: { digests: slots.length, signatures: slots.length, links: 0, joined: 0, files: NO_FILES },
    keys: [{ fingerprint: 'ab'.repeat(16), source: 'keys/k.json' }],
    checks: { performed: ['signatures'], notPerformed: ['ListPublicKeys: --offline'] },
    ledger: '/w/ledger',
    seconds: 1.5,
    ...more,
  }
}
