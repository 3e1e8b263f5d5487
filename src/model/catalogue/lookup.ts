import { cloudtrail } from './cloudtrail.ts'
import { dynamodb } from './dynamodb.ts'
import { ec2 } from './ec2.ts'
import type { EventGroup, ServiceEvents } from './event.ts'
import { iam } from './iam.ts'
import { kms } from './kms.ts'
import { lambda } from './lambda.ts'
import { organizations } from './organizations.ts'
import { s3Express, s3ObjectLambda, s3Outposts, s3Tables } from './other-objects.ts'
import { s3 } from './s3.ts'
import { signin } from './signin.ts'
import { sts } from './sts.ts'

export const services: readonly ServiceEvents[] = [
  cloudtrail,
  dynamodb,
  ec2,
  iam,
  kms,
  lambda,
  organizations,
  s3,
  s3Express,
  s3ObjectLambda,
  s3Outposts,
  s3Tables,
  signin,
  sts,
]

const byEvent: ReadonlyMap<string, EventGroup> = new Map(
  services.flatMap(({ eventSource, groups }) =>
    groups.flatMap((group) =>
      group.names.map((name) => [`${eventSource} ${name}`, group] as const),
    ),
  ),
)

/** The forms in which an event is recorded; `undefined` for one that is not listed, which stays possible (R4). */
export const lookupEvent = (eventSource: string, eventName: string): EventGroup | undefined =>
  byEvent.get(`${eventSource} ${eventName}`)

/** Every service in which an event of this name is listed (GetObject exists at five, R4). */
export const sourcesOfEvent = (eventName: string): readonly string[] =>
  services
    .filter(({ groups }) => groups.some((group) => group.names.includes(eventName)))
    .map(({ eventSource }) => eventSource)
