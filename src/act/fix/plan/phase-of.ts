import type { DesiredKind } from '../../../model/desired.ts'
import type { Phase } from '../../../model/plan.ts'

/** The phase in which a thing is made, by its kind; a proposal may say otherwise. */
export const phaseOf = {
  'trusted-access': 'trust',
  'kms-key': 'keys',
  bucket: 'buckets',
  'bucket-policy': 'buckets',
  topic: 'channels',
  'log-group': 'channels',
  role: 'channels',
  trail: 'trails',
  'event-rule': 'alerts',
  'metric-filter': 'alerts',
  alarm: 'alerts',
  scp: 'guards',
  'role-trust': 'identities',
  'retired-trail': 'retire',
} as const satisfies Readonly<Record<DesiredKind, Phase>>
