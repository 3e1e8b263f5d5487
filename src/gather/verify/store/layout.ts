import type { Folder } from './store.ts'

export const ACCOUNT = /^\d{12}$/
export const ORGANIZATION = /^o-[a-z0-9]{4,32}$/
export const REGION = /^[a-z0-9-]+$/
/** Folders of CloudTrail in an account's folder (facts/aws.md 2.1). */
export const KIND = /^CloudTrail(?:-[A-Za-z]+)?$/
export const DIGESTS = 'CloudTrail-Digest'

/** Where nobody looked which kinds of log files there are. */
export const LOG_KINDS = [
  'CloudTrail',
  'CloudTrail-Aggregated',
  'CloudTrail-Insight',
  'CloudTrail-NetworkActivity',
] as const

/** `AWSLogs/[o-id/]account/` */
const below = ({ organization, account }: Pick<Folder, 'organization' | 'account'>): string =>
  `AWSLogs/${organization === null ? '' : `${organization}/`}${account}/`

/** The folder of one kind of files of an account and region, with its last slash. */
export const folderOf = (folder: Folder, kind: string): string =>
  `${folder.prefix === '' ? '' : `${folder.prefix}/`}${below(folder)}${kind}/${folder.region}/`

/** Tells folders apart. */
export const folderKey = ({ bucket, prefix, organization, account, region }: Folder): string =>
  [bucket, prefix, organization ?? '', account, region].join('\n')
