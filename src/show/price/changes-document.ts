import { z } from 'zod'
import { checkGroups, findingStatuses, severities } from '../../model/finding.ts'
import type { NeedChange } from '../../model/proposal.ts'
import type { Box } from '../../model/scope.ts'
import type { CheckChange } from './standing.ts'

const constraint = z.record(z.string(), z.array(z.string()))

/** A box of a scope: fields of selectors with their operators. */
export const boxSchema = z
  .object({ also: z.array(z.record(z.string(), constraint)).optional() })
  .catchall(constraint)

/** A box as data; what selectors cannot name is left out of it. */
export const boxPart = ({ fields, also }: Box): z.infer<typeof boxSchema> =>
  ({ ...fields, ...(also === undefined ? {} : { also }) }) as z.infer<typeof boxSchema>

export const selectorsSchema = z
  .record(z.string(), z.unknown())
  .meta({ description: 'EventSelectors or AdvancedEventSelectors, as AWS writes them' })

const standing = z.enum(['answerable', 'blind', 'unknown'])

export const needSchema = z.strictObject({
  kind: z.enum(['question', 'check', 'detection']),
  id: z.string(),
  part: z.string().nullable(),
  sentence: z.string(),
  before: standing,
  after: standing,
  change: z.enum(['becomes-answerable', 'becomes-blind', 'becomes-unknown', 'narrower', 'wider']),
  residual: z.array(boxSchema).meta({ description: 'what of it is surely not recorded' }),
  more: z.number().int(),
})

export const needPart = ({
  need,
  residual,
  ...change
}: NeedChange): z.infer<typeof needSchema> => ({
  kind: need.kind,
  id: need.id,
  part: need.part,
  sentence: need.sentence,
  ...change,
  residual: residual.map(boxPart),
})

const status = z.enum(findingStatuses).nullable()

export const checkChangeSchema = z.strictObject({
  check: z.string(),
  group: z.enum(checkGroups),
  severity: z.enum(severities),
  resource: z.string(),
  account: z.string(),
  region: z.string(),
  before: status.meta({ description: 'null: there was nothing to judge' }),
  after: status,
  reason: z.string(),
})

export const checkPart = (change: CheckChange): z.infer<typeof checkChangeSchema> => ({ ...change })
