/** Regions that every account of the partition `aws` has from its first day; any other must be enabled. */
export const defaultRegions: readonly string[] = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
]

/** What the names of a partition's regions begin with; every other region is of `aws`. */
export const regionPrefixes = {
  'aws-cn': 'cn-',
  'aws-us-gov': 'us-gov-',
  'aws-iso': 'us-iso-',
  'aws-iso-b': 'us-isob-',
  'aws-iso-e': 'eu-isoe-',
  'aws-iso-f': 'us-isof-',
  'aws-eusc': 'eusc-',
} as const satisfies Readonly<Record<string, string>>

/** The partition that a region belongs to, as ARNs name it. */
export const partitionOfRegion = (region: string): string =>
  Object.entries(regionPrefixes).find(([, prefix]) => region.startsWith(prefix))?.[0] ?? 'aws'

/** The region in which the global services of a partition (IAM, Organizations, STS's own) are asked, and steps on them taken. */
const askedIn: Readonly<Record<string, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-northwest-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-iso': 'us-iso-east-1',
  'aws-iso-b': 'us-isob-east-1',
  'aws-iso-e': 'eu-isoe-west-1',
  'aws-iso-f': 'us-isof-south-1',
  'aws-eusc': 'eusc-de-east-1',
}

export const globalRegionOf = (partition: string): string => askedIn[partition] ?? 'us-east-1'

/** That of the partition which an ARN names. */
export const globalRegionOfArn = (arn: string): string => globalRegionOf(arn.split(':')[1] ?? '')

/** Where calls on global services leave their records (facts/aws.md 3.8, 5.5): told of the partition `aws` alone [U]. */
const recordedIn: Readonly<Record<string, string>> = { aws: 'us-east-1' }

/** The region of the records of global services; undefined where it is not documented: any region may have them. */
export const globalRecordsOf = (partition: string): string | undefined => recordedIn[partition]
