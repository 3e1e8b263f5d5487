import { permissionOf } from '../../../../model/catalogue/permissions.ts'
import { trailChanges } from '../../../../model/catalogue/sets.ts'

/** Ways to harm logs and alerts that leave no event among those that change what is recorded. */
const others = [
  's3:BypassGovernanceRetention',
  's3:DeleteObject',
  's3:DeleteObjectVersion',
  's3:PutObject',
] as const

const of = (set: keyof typeof trailChanges): readonly string[] =>
  trailChanges[set].eventNames.map((name) => permissionOf(trailChanges[set].eventSource, name))

/** The permissions by which a principal can change what is recorded, kept, or noticed, in lower case. */
export const tamperingActions: readonly string[] = [
  ...of('recorder'),
  ...of('bucket'),
  ...of('key'),
  ...of('logGroup'),
  ...of('topic'),
  ...of('subscription'),
  ...of('rule'),
  ...of('ruleRewrite'),
  ...of('alarm'),
  ...of('serviceRole'),
  ...of('logRole'),
  ...of('organization'),
  ...others,
].map((action) => action.toLowerCase())
