import type { LifecycleRule } from '../../../../model/snapshot/bucket.ts'
import { formatInstant } from '../../../../model/time.ts'
import type { TemplateMap } from '../../../../reason/templates/types.ts'
import { given } from '../given.ts'
import type { HclBlock } from './hcl.ts'
import { blockOf, blocksOf, nested } from './kind.ts'

/** A `rule` of `aws_s3_bucket_lifecycle_configuration`; Terraform wants an id of each. */
export const ruleBlock = (r: LifecycleRule, at: number): HclBlock =>
  nested('rule', [
    ['id', r.id ?? `rule-${at + 1}`],
    ['status', r.enabled ? 'Enabled' : 'Disabled'],
    nested('filter', [['prefix', r.prefix]]),
    ...(r.expirationDays === undefined && r.expirationDate === undefined
      ? []
      : [
          nested('expiration', [
            ['days', r.expirationDays],
            ['date', r.expirationDate === undefined ? undefined : formatInstant(r.expirationDate)],
          ]),
        ]),
    ...(r.noncurrentExpirationDays === undefined
      ? []
      : [
          nested('noncurrent_version_expiration', [
            ['noncurrent_days', r.noncurrentExpirationDays],
          ]),
        ]),
    ...r.transitions.map((t) =>
      nested('transition', [
        ['days', t.days],
        ['storage_class', t.storageClass],
      ]),
    ),
  ])

/** The same, read again. */
export const readRule = (r: TemplateMap) =>
  given({
    id: r.id,
    enabled: r.status === 'Enabled',
    prefix: blockOf(r, 'filter')?.prefix ?? '',
    expirationDays: blockOf(r, 'expiration')?.days,
    expirationDate: blockOf(r, 'expiration')?.date,
    noncurrentExpirationDays: blockOf(r, 'noncurrent_version_expiration')?.noncurrent_days,
    transitions: blocksOf(r, 'transition').map((t) =>
      given({ days: t.days, storageClass: t.storage_class }),
    ),
  })
