import { expect } from 'vitest'
import { table } from './table.ts'
import { decisiveness, type Judged } from './tally.ts'
import type { Groups } from './together.ts'

/** How often questions must be hard (verdict.md 8), and how often complete evidence must decide. */
const LEAST = { unseen: 0.25, derived: 0.25, crossAccount: 0.1 } as const
const DECISIVE = 0.99
const SHOWN = 25

/** What is needed to run one world again, and to see what went wrong in it. */
const describe = ({ seed, question, judgement }: Judged): string =>
  [
    `world ${seed}: ${judgement.fault ?? 'undecided'}`,
    `  ${JSON.stringify(question)} -> ${judgement.verdict} (${judgement.assurance})`,
    ...judgement.blind.map((line) => `  blind: ${line}`),
    `  WHOLETRAIL_TRUTH_SEED=${seed} npx vitest run --project truth`,
  ].join('\n')

const listed = (title: string, all: readonly Judged[]): string =>
  all.length === 0
    ? ''
    : [`${title}: ${all.length}`, ...all.slice(0, SHOWN).map(describe), ''].join('\n')

const isUndecided = ({ judgement: j }: Judged) => j.complete && j.verdict === 'cannot-know'

/** What has to be looked into, with the command that runs each world again. */
export const complaints = (all: readonly Judged[]): string =>
  listed(
    'faults',
    all.filter((x) => x.judgement.fault !== undefined),
  ) + listed('undecided though the evidence is complete', all.filter(isUndecided))

/** All figures as text. */
export const report = (groups: Groups): string => {
  const [complete] = groups.class?.filter((row) => row.name === 'evidence complete') ?? []
  const decided = complete === undefined ? 1 : 1 - complete.cannotKnow / Math.max(complete.asked, 1)
  return [
    'truth',
    table(groups),
    `decisive where the evidence is complete: ${(decided * 100).toFixed(2)} %`,
    '',
  ].join('\n')
}

/** Throws unless the product told the truth and, over many worlds, was of use. */
export const expectTruth = (all: readonly Judged[], many: boolean): void => {
  expect(all.filter((x) => x.judgement.fault !== undefined).map(describe)).toEqual([])
  if (!many) return
  expect(decisiveness(all)).toBeGreaterThanOrEqual(DECISIVE)
  for (const [name, least] of Object.entries(LEAST)) {
    const share = all.filter((x) => x.classes[name as keyof typeof LEAST]).length / all.length
    expect(share, `share of questions that are ${name}`).toBeGreaterThanOrEqual(least)
  }
}
