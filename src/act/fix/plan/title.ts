import type { Desired } from '../../../model/desired.ts'
import { nameOf } from '../../../model/desired.ts'

const words: Readonly<Record<Desired['kind'], string>> = {
  trail: 'trail',
  bucket: 'bucket',
  'bucket-policy': 'policy of bucket',
  'kms-key': 'key',
  topic: 'topic',
  'event-rule': 'rule',
  'log-group': 'log group',
  'metric-filter': 'metric filter',
  alarm: 'alarm',
  scp: 'service control policy',
  role: 'role',
  'role-trust': 'trust policy of role',
  'trusted-access': 'trusted access of',
  'retired-trail': 'retire trail',
}

const SHOWN = 3

/** `Bucket logs, policy of bucket logs`: what a step makes or changes, in one line. */
export const titleOf = (desired: readonly Desired[]): string => {
  const said = desired.map((d) => `${words[d.kind]} ${nameOf(d)}`)
  const more = said.length - SHOWN
  const text = [...said.slice(0, SHOWN), ...(more > 0 ? [`and ${more} more`] : [])].join(', ')
  return text === '' ? 'By hand' : `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`
}
