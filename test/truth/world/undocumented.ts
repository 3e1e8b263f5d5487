import type { Random } from '../random.ts'
import type { Undocumented } from './types.ts'

/** Decides for one world what AWS leaves open ([U] in facts/aws.md). */
export const undocumented = (r: Random): Undocumented => ({
  arnPrefix: r.pick(['as value', 'never', 'always'] as const),
  ignoresCase: r.chance(0.3),
  noSlash: r.pick(['prefix', 'bucket', 'nothing'] as const),
  missingArnMatchesNegative: r.chance(0.5),
  copySource: r.pick(['nothing', 'read', 'resources'] as const),
  severalResources: r.pick(['any', 'all'] as const),
  headBucket: r.pick(['Management', 'Data'] as const),
  signInGlobal: r.chance(0.5),
  stsGlobal: r.chance(0.5),
  ownerSeesDenied: r.chance(0.5),
})
