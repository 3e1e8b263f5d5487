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
