/** A folder that a trail fills, whole: its key up to and with a slash. */
export interface LogFolder {
  readonly below: string
  /** The account whose events it holds; undefined: of any member. */
  readonly account: string | undefined
}

/** Where a trail's files are to go. */
export interface LogPlace {
  readonly partition: string
  readonly bucket: string
  readonly delivered: readonly LogFolder[]
  /** Folders that AWS asks for when the trail is made; that delivery needs them too is not documented. */
  readonly asked: readonly LogFolder[]
}

interface Delivery {
  readonly partition: string
  readonly bucket: string
  /** Without slashes at its ends; empty for none. */
  readonly prefix: string
  /** The account of the trail. */
  readonly owner: string
  /** The accounts that the trail records; undefined: all members of its organisation, whoever they are. */
  readonly accounts: readonly string[] | undefined
  /** Set for an organisation trail. */
  readonly organizationId: string | undefined
  /** Which folders of an account it fills: `CloudTrail/eu-west-1/`. */
  readonly folders: readonly string[]
}

/** All that CloudTrail may ever write of an account, of any kind and region. */
export const EVERY_FOLDER: readonly string[] = ['']

/** The folders of log files and digests (facts/aws.md 2.1), of one region or of any that there may be. */
export const foldersOf = (region: string | undefined, logFileValidation: boolean) =>
  ['CloudTrail', ...(logFileValidation ? ['CloudTrail-Digest'] : [])].map((kind) =>
    region === undefined ? `${kind}/` : `${kind}/${region}/`,
  )

/** The folders that a trail writes to (facts/aws.md 2.1, 8.3). */
export const logPlaceOf = (delivery: Delivery): LogPlace => {
  const { partition, bucket, prefix, owner, accounts, organizationId, folders } = delivery
  const top = `${prefix === '' ? '' : `${prefix}/`}AWSLogs/`
  const ofAccount = (account: string, above: string): readonly LogFolder[] =>
    folders.map((folder) => ({ below: `${above}${account}/${folder}`, account }))
  const above = organizationId === undefined ? top : `${top}${organizationId}/`
  return {
    partition,
    bucket,
    delivered: accounts?.flatMap((account) => ofAccount(account, above)) ?? [
      { below: above, account: undefined },
    ],
    asked: organizationId === undefined ? [] : ofAccount(owner, top),
  }
}
