import type { ListPublicKeysCommandOutput } from '@aws-sdk/client-cloudtrail'
import type { PublicKey } from '../../../model/digest.ts'
import type { Interval } from '../../../model/time.ts'
import type { Asker } from '../store/asker.ts'
import { fingerprintOf } from './forms.ts'

const dateOf = (micros: number): Date => new Date(Math.ceil(micros / 1000))

const instantOf = (date: Date | undefined): number | null =>
  date === undefined ? null : date.getTime() * 1000

/** Where the keys came from, for whoever reads the report. */
const sourceOf = (region: string, endpoint: string | null): string =>
  `ListPublicKeys of ${region}${endpoint === null ? '' : ` at ${endpoint}`}`

const keysOf = (page: ListPublicKeysCommandOutput, source: string): readonly PublicKey[] =>
  (page.PublicKeyList ?? []).flatMap(
    ({ Value, Fingerprint, ValidityStartTime, ValidityEndTime }): readonly PublicKey[] =>
      Value === undefined
        ? []
        : [
            {
              fingerprint: (Fingerprint ?? fingerprintOf(Value)).toLowerCase(),
              der: Buffer.from(Value).toString('base64'),
              from: instantOf(ValidityStartTime),
              to: instantOf(ValidityEndTime),
              source,
            },
          ],
  )

/** The public keys of a region that signed at any time of the range: all pages. Throws what the SDK throws. */
export const askKeys = async (
  asker: Asker,
  region: string,
  { from, to }: Interval,
): Promise<readonly PublicKey[]> => {
  const source = sourceOf(region, asker.endpoint)
  const keys: PublicKey[] = []
  const seen = new Set<string>()
  let token: string | undefined
  do {
    const page: ListPublicKeysCommandOutput = await asker.send(
      region,
      'cloudtrail',
      'ListPublicKeys',
      {
        StartTime: dateOf(from),
        EndTime: dateOf(to),
        ...(token === undefined ? {} : { NextToken: token }),
      },
    )
    keys.push(...keysOf(page, source))
    token = page.NextToken
    if (token !== undefined && seen.has(token)) break
    if (token !== undefined) seen.add(token)
  } while (token !== undefined)
  return keys
}
