import { z } from 'zod'
import { checkGroups, findingSchema, findingStatuses, severities } from '../../model/finding.ts'
import { formatInstant } from '../../model/time.ts'
import { jsonDocument } from '../json.ts'
import { type Assessment, failOnLevels } from './assessment.ts'
import { summaryOf } from './summary.ts'
import { baselineWord } from './table.ts'

const whole = z.number().int()
const tally = z.strictObject({ fail: whole, unknown: whole, pass: whole })

/** What `assess --json` prints after the envelope; an earlier one is a `--baseline`. */
export const assessPartSchema = z.strictObject({
  summary: z.strictObject({
    failOn: z.enum(failOnLevels),
    failuresThatCount: whole,
    unknownsThatCount: whole,
    checks: tally.extend({ run: whole, notApplicable: whole }),
    findings: tally,
    bySeverity: z.record(z.enum(severities), tally),
    byGroup: z.partialRecord(z.enum(checkGroups), tally),
    accounts: z.array(z.string()),
    /** How far the run could see. */
    reach: z.strictObject({
      collected: z.array(z.string()),
      notCollected: z.array(z.string()),
      notReached: z.array(z.strictObject({ account: z.string(), why: z.string() })),
      onlyInOlderSnapshots: z.array(z.string()),
    }),
    /** Failures that the filters leave out of all other numbers. */
    failuresLeftOut: whole,
    baseline: z
      .strictObject({ new: whole, known: whole, fixed: whole, gone: whole, unsettled: whole })
      .nullable(),
  }),
  findings: z.array(
    findingSchema.extend({
      /** Only with `--baseline`, for failures. */
      baseline: z.enum(['new', 'known']).optional(),
    }),
  ),
})

/** Of a baseline only this is read, so that other versions of the document serve as well. */
export const baselineSchema = z.object({
  schema: z.literal('wholetrail/assess/1'),
  findings: z.array(
    z.object({
      check: z.string(),
      group: z.enum(checkGroups),
      status: z.enum(findingStatuses),
      severity: z.enum(severities),
      account: z.string(),
      region: z.string(),
      regions: z.array(z.string()).optional(),
      resource: z.string(),
      fingerprint: z.string(),
    }),
  ),
})

export const assessDocument = (a: Assessment, inputs: Readonly<Record<string, unknown>>): string =>
  jsonDocument(
    {
      verb: 'assess',
      generatedAt: a.generatedAt,
      window: null,
      inputs: { snapshot: { file: a.file, collectedAt: formatInstant(a.collectedAt) }, ...inputs },
    },
    {
      summary: summaryOf(a),
      findings: a.shown.map((f) => {
        const baseline = baselineWord(f, a)
        return baseline === undefined ? f : { ...f, baseline }
      }),
    },
  )
