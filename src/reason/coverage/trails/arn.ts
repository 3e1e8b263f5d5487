/** What a trail's ARN says (`arn:aws:cloudtrail:REGION:ACCOUNT:trail/NAME`): its home region and its owner. */
export interface TrailArn {
  readonly arn: string
  readonly partition: string
  readonly region: string
  readonly account: string
  readonly name: string
}

const SHAPE = /^arn:([a-z0-9-]+):cloudtrail:([a-z0-9-]+):(\d{12}):trail\/(.+)$/

export const parseTrailArn = (text: string): TrailArn | undefined => {
  const m = SHAPE.exec(text)
  if (m === null) return undefined
  const [, partition = '', region = '', account = '', name = ''] = m
  return { arn: text, partition, region, account, name }
}

const partitionOf = (region: string): string =>
  region.startsWith('us-gov-') ? 'aws-us-gov' : region.startsWith('cn-') ? 'aws-cn' : 'aws'

/** A bare name means the trail of that name in the region and account of the call (facts/aws.md 5). */
export const resolveTrail = (nameOrArn: string, account: string, region: string): TrailArn => {
  const whole = parseTrailArn(nameOrArn)
  if (whole !== undefined) return whole
  const partition = partitionOf(region)
  const arn = `arn:${partition}:cloudtrail:${region}:${account}:trail/${nameOrArn}`
  return { arn, partition, region, account, name: nameOrArn }
}
