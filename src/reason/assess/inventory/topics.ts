import type { Topic } from '../../../model/snapshot/watching.ts'
import type { World } from '../world.ts'

export const topicNamed = (world: World, arn: string): Topic | undefined =>
  world.once('topics by ARN', () => new Map(world.snapshot.topics.map((t) => [t.arn, t]))).get(arn)
