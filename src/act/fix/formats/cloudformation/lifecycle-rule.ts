import type { LifecycleRule } from '../../../../model/snapshot/bucket.ts'
import { formatInstant } from '../../../../model/time.ts'
import type { TemplateMap } from '../../../../reason/templates/types.ts'
import { given } from '../given.ts'
import { at, mapsIn } from './inside.ts'

/** A rule of the `LifecycleConfiguration` of a bucket. */
export const ruleOf = (r: LifecycleRule) =>
  given({
    Id: r.id,
    Status: r.enabled ? 'Enabled' : 'Disabled',
    Prefix: r.prefix,
    ExpirationInDays: r.expirationDays,
    ExpirationDate: r.expirationDate === undefined ? undefined : formatInstant(r.expirationDate),
    NoncurrentVersionExpiration:
      r.noncurrentExpirationDays === undefined
        ? undefined
        : { NoncurrentDays: r.noncurrentExpirationDays },
    Transitions:
      r.transitions.length === 0
        ? undefined
        : r.transitions.map((t) =>
            given({ TransitionInDays: t.days, StorageClass: t.storageClass }),
          ),
  })

/** The same, read again. */
export const readRule = (r: TemplateMap) =>
  given({
    id: r.Id,
    enabled: r.Status === 'Enabled',
    prefix: r.Prefix ?? '',
    expirationDays: r.ExpirationInDays,
    expirationDate: r.ExpirationDate,
    noncurrentExpirationDays: at(r.NoncurrentVersionExpiration, 'NoncurrentDays'),
    transitions: mapsIn(r.Transitions).map((t) =>
      given({ days: t.TransitionInDays, storageClass: t.StorageClass }),
    ),
  })
