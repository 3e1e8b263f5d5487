import { DIGESTS } from './layout.ts'

/** A folder that could not be listed: what lies below it, nobody knows. */
export interface Unlisted {
  /** With its last slash. */
  readonly uri: string
  /** A sentence without its full stop. */
  readonly why: string
}

/** Where a chain of digests is kept; the organisation is not known. */
interface Whereabouts {
  readonly bucket: string
  readonly prefix: string
  readonly account: string
  readonly region: string
}

const partsOf = (path: string): readonly string[] => path.split('/').filter((part) => part !== '')

/** Whether the digests of this chain may lie below a folder that could not be listed. */
export const mayHide = (
  { uri }: Pick<Unlisted, 'uri'>,
  { bucket, prefix, account, region }: Whereabouts,
): boolean => {
  const at = `${uri}/`.indexOf('/AWSLogs/')
  const layout = `s3://${bucket}/${prefix === '' ? '' : `${prefix}/`}`
  if (at < 0) return uri.startsWith('s3://') && layout.startsWith(uri)
  if (uri.startsWith('s3://') && `${uri.slice(0, at)}/` !== layout) return false
  const [first = '', ...rest] = partsOf(uri.slice(at + '/AWSLogs/'.length))
  const below = first.startsWith('o-') ? rest : [first, ...rest]
  return [account, DIGESTS, region].every((name, i) => (below[i] || name) === name)
}
