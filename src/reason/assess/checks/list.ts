import type { Check } from '../check.ts'
import { dataEventsChecks } from './data-events/list.ts'
import { destinationChecks } from './destination/list.ts'
import { existenceChecks } from './existence/list.ts'
import { fragmentationChecks } from './fragmentation/list.ts'
import { integrityChecks } from './integrity/list.ts'
import { orphansChecks } from './orphans/list.ts'
import { rolesChecks } from './roles/list.ts'
import { watchingChecks } from './watching/list.ts'

/** Every check, group by group in the order in which they are printed. */
export const checks: readonly Check[] = [
  ...existenceChecks,
  ...fragmentationChecks,
  ...dataEventsChecks,
  ...integrityChecks,
  ...destinationChecks,
  ...orphansChecks,
  ...watchingChecks,
  ...rolesChecks,
]
