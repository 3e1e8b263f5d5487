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

/** Regions of the partition `aws` that must be enabled first, as far as they are known. */
const optInRegions: readonly string[] = [
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-west-1',
  'eu-central-2',
  'eu-south-1',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
]

const commercial: ReadonlySet<string> = new Set([...defaultRegions, ...optInRegions])

/** Whether there is a region of that name in the partition `aws`, as far as is known: AWS may have opened one since. */
export const isCommercialRegion = (region: string): boolean => commercial.has(region)

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
