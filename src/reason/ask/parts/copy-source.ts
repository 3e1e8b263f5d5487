import type { Decoding, Filter } from '../../../model/scope.ts'
import { plainBeginning } from '../filter/decode.ts'
import { perhaps } from './filters.ts'

const source = {
  column: 'request_parameters',
  path: ['x-amz-copy-source'],
  missing: 'unknown',
} as const

const beginsWith = (place: string, decoded: Decoding): Filter => ({
  ...source,
  decoded,
  is: { StartsWith: [place, `/${place}`] },
})

/** `bucket/key`, with or without a slash before. An alias of an access point has the form of a bucket's name. */
const plain: Filter = {
  all: [
    { ...source, decoded: 'percent', pattern: '^/?[A-Za-z0-9._-]+(/|$)' },
    { not: { ...source, decoded: 'percent', pattern: '^/?[^/]*(-s3alias|--ol-s3|[.]mrap)(/|$)' } },
  ],
}

/**
 * Copies whose source begins so. It is recorded as the caller spelled it, URL-encoded or not; what is not plainly a
 * bucket and a key (an ARN, an alias, a URL) may name any.
 */
export const copiedFrom = (bucket: string, prefix: string): Filter => {
  const place = `${bucket}/${prefix}`
  return {
    any: [
      beginsWith(place, 'percent'),
      // Whether `+` is a space is not documented, nor where whoever asks has his prefix from.
      perhaps(beginsWith(plainBeginning(place), 'plain')),
      perhaps({ not: plain }),
    ],
  }
}
