/** What the ARN of a trail says. */
export interface TrailName {
  readonly arn: string
  readonly partition: string
  readonly home: string
  readonly owner: string
  readonly trail: string
}

const SHAPE = /^arn:([a-z0-9-]+):cloudtrail:([a-z0-9-]+):(\d{12}):trail\/(.+)$/

export const trailOfArn = (arn: string): TrailName | undefined => {
  const m = SHAPE.exec(arn)
  if (m === null) return undefined
  const [, partition = '', home = '', owner = '', trail = ''] = m
  return { arn, partition, home, owner, trail }
}
