import type { Coverage, Evidence } from '../../../src/model/coverage.ts'
import type { Scope } from '../../../src/model/scope.ts'
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts'
import { formatInstant, type Interval } from '../../../src/model/time.ts'
import { coverageOf } from '../../../src/reason/coverage/coverage-of.ts'
import { management, WINDOW } from './given.ts'

export const coverage = (
  evidence: Evidence,
  scope: Scope = management(),
  window: Interval = WINDOW,
): Coverage => coverageOf([scope], window, evidence, DEFAULT_SETTINGS)

const hour = (instant: number): string => formatInstant(instant).slice(5, 16)

/** The window as lines: `03-03T00:00 03-05T00:00 configured`, or the reason for a blind piece. */
export const told = (c: Coverage): readonly string[] =>
  [
    ...c.recorded.map((p) => ({ ...p, what: p.assurance as string })),
    ...c.blind.map((p) => ({ ...p, what: p.reason as string })),
  ]
    .sort((a, b) => a.from - b.from)
    .map((p) => `${hour(p.from)} ${hour(p.to)} ${p.what}`)

export const whole = (what: string): readonly string[] => [`03-03T00:00 03-08T00:00 ${what}`]

export const idsOf = (c: Coverage): readonly string[] =>
  c.assumptions.map((a) => a.id.split(':')[0] ?? '')
