import { issuingNames } from '../../src/model/catalogue/issuing.ts'
import { type TraceCase, traceCases } from '../golden/trace-cases.ts'

/** Two letters or digits for a number below 324, as ids of AWS may hold them. */
const code = (n: number): string =>
  `${'ABCDEFGHIJKLMNOPQR'[Math.floor(n / 18)]}${'ABCDEFGHIJKLMNOPQR'[n % 18]}`

const renamed = <T>(value: T, n: number): T =>
  JSON.parse(
    JSON.stringify(value)
      .replace(/\b(A(?:KIA|SIA|IDA|ROA))([A-Z0-9]{2})/g, `$1${code(n)}`)
      .replace(/\b(\d{10})\d{2}\b/g, `$1${String(10 + n)}`)
      .replace(/event-(\d+)/g, `event-${n}-$1`),
  )

/** The golden cases with keys, ids and accounts of their own, so that one lake can hold them all. */
export const casesApart: readonly TraceCase[] = traceCases.map((c, n) => renamed(c, n))

export const subjectsApart: readonly string[] = casesApart.map((c) => c.subject)

const issuing = new Set(issuingNames())

/** Whether a record is of a call that issues. */
export const isIssuing = (record: object): boolean =>
  issuing.has((record as { eventName: string }).eventName)
