import type { DesiredKind } from '../../../../../model/desired.ts'
import type { Kind } from '../kind.ts'
import { alarm } from './alarm.ts'
import { bucket } from './bucket.ts'
import { bucketPolicy } from './bucket-policy.ts'
import { eventRule } from './event-rule.ts'
import { kmsKey } from './kms-key.ts'
import { logGroup, metricFilter } from './logs.ts'
import { role } from './role.ts'
import { scp } from './scp.ts'
import { topic } from './topic.ts'
import { trail } from './trail.ts'

/** Every kind that Terraform can write, by its name. */
export const kinds: { readonly [K in DesiredKind]?: Kind<K> } = {
  'kms-key': kmsKey,
  bucket,
  'bucket-policy': bucketPolicy,
  topic,
  'log-group': logGroup,
  role,
  trail,
  'event-rule': eventRule,
  'metric-filter': metricFilter,
  alarm,
  scp,
}
