/** The region in which a partition's global services (IAM, Organizations, STS's own) are asked. */
const GLOBAL_REGIONS: Readonly<Record<string, string>> = {
  'aws-cn': 'cn-northwest-1',
  'aws-us-gov': 'us-gov-west-1',
  'aws-iso': 'us-iso-east-1',
  'aws-iso-b': 'us-isob-east-1',
  'aws-iso-e': 'eu-isoe-west-1',
  'aws-iso-f': 'us-isof-south-1',
  'aws-eusc': 'eusc-de-east-1',
}

export const globalRegionOf = (partition: string): string =>
  GLOBAL_REGIONS[partition] ?? 'us-east-1'

/** The second part of an ARN; `aws` where there is none. */
export const partitionOfArn = (arn: string): string => arn.split(':')[1] || 'aws'
