import type { Random } from '../random.ts'

/** What AWS does not document, decided for this world (so that who guesses is caught). */
export interface Undocumented {
  /** ListObjects and DeleteObjects against `resources.ARN`. */
  readonly arnPrefix: 'as value' | 'never' | 'always'
  readonly ignoresCase: boolean
  /** A basic S3 value without a slash. */
  readonly noSlash: 'prefix' | 'bucket' | 'nothing'
  readonly missingArnMatchesNegative: boolean
  /** What a copy leaves behind on its source. */
  readonly copySource: 'nothing' | 'read' | 'resources'
  /** Several resources of one type against one ARN condition. */
  readonly severalResources: 'any' | 'all'
  readonly headBucket: 'Management' | 'Data'
  /** Whether a console sign-in counts as an event of a global service. */
  readonly signInGlobal: boolean
  readonly stsGlobal: boolean
  /** Whether the owner of a bucket receives a copy of a denied call of another account. */
  readonly ownerSeesDenied: boolean
}

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
