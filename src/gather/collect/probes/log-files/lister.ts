import type { ListObjectsV2Output } from '@aws-sdk/client-s3'
import type { Observed } from '../../../../model/observed.ts'
import type { Place } from '../../probe.ts'
import { readKnown, withoutMember } from '../map/answer.ts'

/** One page of a listing of a bucket. */
export type ListPage = (input: {
  readonly Prefix: string
  readonly Delimiter?: string
  readonly StartAfter?: string
  readonly ContinuationToken?: string
  readonly MaxKeys?: number
}) => Promise<Observed<ListObjectsV2Output>>

const isListing = (page: ListObjectsV2Output): boolean =>
  page.Contents !== undefined || page.CommonPrefixes !== undefined || page.KeyCount === 0

/** Lists one bucket, at most so many pages: beyond, what is below is unknown, not absent. */
export const listerOf = (
  place: Place,
  bucket: string,
  region: Observed<string>,
  most: number,
): ListPage => {
  let left = most
  return async (input) => {
    left -= 1
    if (left < 0) {
      return { unknown: 'not-supported', detail: `more than ${most} listings would be needed` }
    }
    const answer = await place.ask<ListObjectsV2Output>(
      's3',
      'ListObjectsV2',
      { Bucket: bucket, ...input },
      'known' in region ? { region: region.known } : {},
    )
    return readKnown(answer, (page) =>
      page !== null && isListing(page) ? { known: page } : withoutMember('KeyCount'),
    )
  }
}

/** The names of the folders right below a prefix that ends in a slash, over all pages. */
export const foldersBelow = async (
  list: ListPage,
  prefix: string,
): Promise<Observed<readonly string[]>> => {
  const names: string[] = []
  let token: string | undefined
  do {
    const page = await list({
      Prefix: prefix,
      Delimiter: '/',
      ...(token === undefined ? {} : { ContinuationToken: token }),
    })
    if ('unknown' in page) return page
    const { CommonPrefixes, IsTruncated, NextContinuationToken } = page.known
    for (const { Prefix } of CommonPrefixes ?? []) {
      if (Prefix !== undefined) names.push(Prefix.slice(prefix.length, -1))
    }
    token = IsTruncated === true ? NextContinuationToken : undefined
  } while (token !== undefined)
  return { known: names }
}
