import type { HeadBucketOutput } from '@aws-sdk/client-s3'
import { isKnown, type Observed } from '../../../../model/observed.ts'
import type { Snapshot } from '../../../../model/snapshot.ts'
import type { Place } from '../../probe.ts'

/** As many accounts are asked for at most; a bucket of a large organisation that is not read stays without an owner. */
const MOST = 20

const UNTOLD = {
  unknown: 'access-denied',
  detail: 'S3 tells the owner of a bucket to its owner alone',
} as const

/** Accounts that may own a bucket that is in no list: those known whose own lists were not read. */
const candidates = (found: Snapshot): readonly string[] => {
  const { organization, accounts, listings } = found
  const members =
    isKnown(organization) && organization.known !== null
      ? organization.known.accounts.map((a) => a.id)
      : []
  const read = new Set(
    listings.filter((l) => l.what === 'buckets' && isKnown(l.listed)).map((l) => l.account),
  )
  const known = new Set([...members, ...accounts.map((a) => a.account)])
  return [...known].filter((account) => !read.has(account)).sort()
}

/**
 * The owner of a bucket, by ExpectedBucketOwner. Safe only where HeadBucket is answered without it: then an answer with
 * it proves the owner. A refusal proves nothing, since others refuse for other reasons.
 */
export const ownerOf = async (
  place: Place,
  name: string,
  region: string | undefined,
  mayHead: boolean,
): Promise<Observed<string>> => {
  if (!mayHead) return UNTOLD
  for (const account of candidates(place.found).slice(0, MOST)) {
    const answer = await place.ask<HeadBucketOutput>(
      's3',
      'HeadBucket',
      { Bucket: name, ExpectedBucketOwner: account },
      region === undefined ? {} : { region },
    )
    if (isKnown(answer) && answer.known !== null) return { known: account }
  }
  return UNTOLD
}
